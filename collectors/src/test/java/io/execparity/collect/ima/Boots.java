package io.execparity.collect.ima;

import io.execparity.collect.Corpus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The measurement lists in the corpus, each with what the TPM said. */
final class Boots {
    static final List<String> ALL = List.of(
            "ima-templates/custom",
            "ima-templates/ima",
            "ima-templates/ima-modsig",
            "ima-templates/ima-ng",
            "ima-templates/ima-ngv2",
            "ima-templates/ima-sig-sha512",
            "ima-templates/ima-sigv2",
            "linux-7.2-enriched",
            "linux-7.2-raw");

    private Boots() {}

    static List<Path> lists(String boot) throws IOException {
        try (Stream<Path> files = Files.list(Corpus.file(boot))) {
            return files.filter(file -> file.getFileName().toString().contains("runtime_measurements"))
                    .sorted()
                    .toList();
        }
    }

    static List<ExpectedRegister> registers(String boot) throws IOException {
        List<ExpectedRegister> registers = new ArrayList<>();
        for (String line : Files.readAllLines(Corpus.file(boot).resolve("pcr10.txt"))) {
            registers.add(ExpectedRegister.parse(line.replace(' ', '=')));
        }
        return registers;
    }

    static byte[] list(String boot, String name) throws IOException {
        return Files.readAllBytes(Corpus.file(boot).resolve(name));
    }

    static MeasurementListReader reader(byte[] list) throws IOException, NotAMeasurementListException {
        return MeasurementListReader.open(new ByteArrayInputStream(list));
    }

    static List<ListItem> items(byte[] list) throws IOException, NotAMeasurementListException {
        MeasurementListReader reader = reader(list);
        List<ListItem> items = new ArrayList<>();
        for (ListItem item = reader.next(); item != null; item = reader.next()) {
            items.add(item);
        }
        return items;
    }

    static VerificationReport verify(byte[] list, Expectations expectations)
            throws IOException, NotAMeasurementListException {
        return MeasurementListVerifier.verify(reader(list), expectations);
    }
}
