package io.execparity.stream.flink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The two logs of the lab; only the lines of the enriched one name their host. */
final class Corpora {
    static final Path ENRICHED = Path.of("../corpus/linux-7.2-enriched/audit.log.gz");
    static final Path RAW = Path.of("../corpus/linux-7.2-raw/audit.log.gz");

    private static final Pattern SERIAL = Pattern.compile("audit\\([0-9.]+:(\\d+)\\)");

    private Corpora() {}

    /** All lines. */
    static List<String> lines(Path log) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.ISO_8859_1))) {
            return lines.lines().toList();
        }
    }

    /** The lines of the events from one serial to another. */
    static List<String> lines(Path log, long first, long last) throws IOException {
        return lines(log).stream()
                .filter(line -> serial(line) >= first && serial(line) <= last)
                .toList();
    }

    private static long serial(String line) {
        Matcher stamp = SERIAL.matcher(line);
        return stamp.find() ? Long.parseLong(stamp.group(1)) : -1;
    }

    /** The daemon counts its own records by itself. */
    private static long kernelSerial(String line) {
        return line.contains("type=DAEMON_") ? -1 : serial(line);
    }

    /** The first place from some place on that no event has lines before and behind. */
    static int betweenEvents(List<String> lines, int from) {
        long[] least = new long[lines.size() + 1];
        least[lines.size()] = Long.MAX_VALUE;
        for (int i = lines.size() - 1; i >= 0; i--) {
            long serial = kernelSerial(lines.get(i));
            least[i] = serial < 0 ? least[i + 1] : Math.min(serial, least[i + 1]);
        }
        long most = -1;
        int place = 0;
        while (place < from || most >= least[place]) {
            most = Math.max(most, kernelSerial(lines.get(place)));
            place++;
        }
        return place;
    }
}
