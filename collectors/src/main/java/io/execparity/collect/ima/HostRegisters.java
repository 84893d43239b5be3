package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registers of this host's TPM as the kernel shows them (drivers/char/tpm/tpm-sysfs.c, since Linux 5.12). The kernel
 * is taken at its word: only a quote, which the TPM signs, proves them to another host.
 */
public final class HostRegisters {
    private static final Path TPM = Path.of("/sys/class/tpm/tpm0");
    private static final String BANK = "pcr-";

    private final Path folder;

    HostRegisters(Path folder) {
        this.folder = folder;
    }

    public static HostRegisters ofThisHost() {
        return new HostRegisters(TPM);
    }

    /**
     * Registers 0 to 10 of every bank. To be read before the list is: entries that come in between are then behind what
     * the registers vouch for, not missing before it.
     *
     * @throws NoSuchFileException where the kernel shows no TPM
     */
    public List<ExpectedRegister> read() throws IOException {
        List<ExpectedRegister> registers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Optional<Bank> bank = name.startsWith(BANK) ? Bank.of(name.substring(BANK.length())) : Optional.empty();
                if (bank.isPresent()) {
                    readBank(bank.get(), file, registers);
                }
            }
        }
        if (registers.isEmpty()) {
            throw new NoSuchFileException(
                    folder.resolve(BANK + Bank.SHA256.word()).toString());
        }
        return registers;
    }

    private static void readBank(Bank bank, Path folder, List<ExpectedRegister> into) throws IOException {
        for (int register = 0; register <= ExpectedRegister.USUAL_REGISTER; register++) {
            String digits =
                    Files.readString(folder.resolve(Integer.toString(register))).strip();
            try {
                into.add(new ExpectedRegister(
                        bank, register, Bytes.view(HexFormat.of().parseHex(digits))));
            } catch (IllegalArgumentException e) {
                throw new IOException(folder.resolve(Integer.toString(register)) + " holds no register", e);
            }
        }
    }
}
