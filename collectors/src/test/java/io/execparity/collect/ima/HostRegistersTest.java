package io.execparity.collect.ima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder is laid out as drivers/char/tpm/tpm-sysfs.c does: one folder a bank, 24 files of upper-case digits. */
final class HostRegistersTest {
    @TempDir
    private Path tpm;

    private void bank(String name, int length, byte[] tenth) throws IOException {
        Path folder = Files.createDirectories(tpm.resolve("pcr-" + name));
        for (int i = 0; i < 24; i++) {
            byte[] value = i == 10 ? tenth : new byte[length];
            Files.writeString(
                    folder.resolve(Integer.toString(i)),
                    HexFormat.of().withUpperCase().formatHex(value) + "\n");
        }
    }

    @Test
    void theRegistersOfAHostVerifyItsList() throws Exception {
        // Given
        for (ExpectedRegister register : Boots.registers("linux-7.2-raw")) {
            String bank = register.bank().name().toLowerCase(Locale.ROOT);
            bank(bank, register.bank().length(), register.value().toArray());
        }
        Files.createDirectories(tpm.resolve("power"));
        Files.writeString(tpm.resolve("tpm_version_major"), "2\n");
        byte[] list = Boots.list("linux-7.2-raw", "binary_runtime_measurements_sha256");

        // When
        var registers = new HostRegisters(tpm).read();

        // Then: registers 0 to 9 are not this host's, so that only the tenth is held against the list.
        assertThat(registers).hasSize(22);
        var tenth =
                registers.stream().filter(register -> register.register() == 10).toList();
        assertThat(Boots.verify(list, Expectations.anywhere(tenth)).verdict())
                .isEqualTo(VerificationReport.Verdict.VERIFIED);
        assertThat(Boots.verify(list, Expectations.anywhere(registers)).expected())
                .hasSize(2)
                .allMatch(RegisterResult::satisfied);
    }

    @Test
    void aHostWithoutTpmHasNoRegistersToRead() {
        assertThatThrownBy(() -> new HostRegisters(tpm).read()).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> new HostRegisters(tpm.resolve("tpm0")).read()).isInstanceOf(IOException.class);
    }

    @Test
    void registersThatAreNoneAreAnError() throws Exception {
        bank("sha256", 31, new byte[31]);
        assertThatThrownBy(() -> new HostRegisters(tpm).read()).isInstanceOf(IOException.class);
        Files.writeString(tpm.resolve("pcr-sha256/0"), "no digits");
        assertThatThrownBy(() -> new HostRegisters(tpm).read()).isInstanceOf(IOException.class);
    }
}
