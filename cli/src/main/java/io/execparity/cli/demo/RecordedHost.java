package io.execparity.cli.demo;

import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.stream.MeasurementListFiles;
import io.execparity.stream.measurement.HostMeasurements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * One boot of a real kernel, as it was saved.
 *
 * @param name under which its agent sends its lines; that of lines that name a host themselves is theirs
 * @param folder with {@code audit.log.gz} and what was saved beside it
 */
record RecordedHost(String name, Path folder) {
    Path log() {
        return folder.resolve("audit.log.gz");
    }

    /** The log's very bytes: a few megabytes. */
    byte[] bytes() throws IOException {
        try (InputStream log = new GZIPInputStream(Files.newInputStream(log()))) {
            return log.readAllBytes();
        }
    }

    /** What the kernel measured, and the TPM's register that it has to lead to. */
    HostMeasurements measurements() throws IOException {
        List<ExpectedRegister> registers = new ArrayList<>();
        for (String register : Files.readAllLines(folder.resolve("pcr10.txt"))) {
            String[] bank = register.trim().split(" ", 2);
            if (bank.length == 2 && bank[0].equals("sha256")) {
                registers.add(ExpectedRegister.parse(bank[0] + "=" + bank[1].toLowerCase(Locale.ROOT)));
            }
        }
        Path list = folder.resolve("binary_runtime_measurements_sha256");
        return MeasurementListFiles.read(name, List.of(list), registers, null);
    }
}
