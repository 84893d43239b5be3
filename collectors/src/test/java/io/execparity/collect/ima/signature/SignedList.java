package io.execparity.collect.ima.signature;

import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.MeasurementListReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The list that {@code make} beside it made: signed and hashed by evmctl and OpenSSL. */
final class SignedList {
    /** Read once: fuzzing asks for them thousands of times in a second. */
    private static final Map<String, MeasurementEntry> ENTRIES = new HashMap<>();

    private static final AtomicReference<TrustedKeys> KEYS = new AtomicReference<>();

    private SignedList() {}

    static Path file(String name) {
        try {
            return Path.of(SignedList.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes() throws IOException {
        return Files.readAllBytes(file("ascii_runtime_measurements_sha256"));
    }

    static TrustedKeys keys() throws IOException {
        if (KEYS.get() == null) {
            KEYS.set(TrustedKeys.read(file("keys")));
        }
        return KEYS.get();
    }

    /** What each entry is to be found: its number, its name, the verdict's word, and a part of the reason. */
    static List<String[]> truth() throws IOException {
        return Files.readAllLines(file("truth.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
    }

    static List<MeasurementEntry> entries(byte[] list) throws Exception {
        List<MeasurementEntry> entries = new ArrayList<>();
        try (InputStream in = new ByteArrayInputStream(list)) {
            MeasurementListReader reader = MeasurementListReader.open(in);
            for (ListItem item = reader.next(); item != null; item = reader.next()) {
                if (item instanceof MeasurementEntry entry) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    static MeasurementEntry entry(String name) throws Exception {
        if (ENTRIES.isEmpty()) {
            entries(bytes()).forEach(entry -> ENTRIES.put(entry.name().text(), entry));
        }
        return Objects.requireNonNull(ENTRIES.get(name), name);
    }

    /** One line of the list, changed as text. */
    static MeasurementEntry changed(String name, String from, String to) throws Exception {
        String list = new String(bytes(), StandardCharsets.US_ASCII);
        String line = list.lines()
                .filter(candidate -> candidate.contains(" " + name + " "))
                .findFirst()
                .orElseThrow();
        String changed = list.lines().findFirst().orElseThrow() + "\n" + line.replaceFirst(from, to) + "\n";
        return entries(changed.getBytes(StandardCharsets.US_ASCII)).get(1);
    }

    static SignatureReport verify(MeasurementEntry... entries) throws IOException {
        SignatureVerifier verifier = new SignatureVerifier(keys());
        for (MeasurementEntry entry : entries) {
            verifier.add(entry);
        }
        return verifier.report();
    }
}
