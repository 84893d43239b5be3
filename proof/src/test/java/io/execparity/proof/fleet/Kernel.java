package io.execparity.proof.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * One of the two kernels whose log every host of the fleet has, and when each of its lines was written.
 *
 * @param namesItself whether its lines begin with their host's name
 * @param arrivals milliseconds from the first line, rising; one for each line
 */
record Kernel(boolean namesItself, List<String> lines, List<Long> arrivals) {
    private static final Pattern STAMP = Pattern.compile("audit\\((\\d+)\\.(\\d{3}):");
    private static final String OWN_NAME = "node=lab-host ";

    /** auditd's RAW form; no line names a host. */
    static Kernel raw() throws IOException {
        return read(Path.of("../corpus/linux-7.2-raw/audit.log.gz"));
    }

    /** auditd's ENRICHED form, every line with its host. */
    static Kernel enriched() throws IOException {
        return read(Path.of("../corpus/linux-7.2-enriched/audit.log.gz"));
    }

    private static Kernel read(Path log) throws IOException {
        String text;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(log))) {
            // One character for each byte and back again, whatever the bytes mean.
            text = new String(in.readAllBytes(), ISO_8859_1);
        }
        List<String> lines = text.lines().toList();
        boolean namesItself = lines.get(0).startsWith(OWN_NAME);
        List<Long> arrivals = new ArrayList<>();
        long first = -1;
        long last = 0;
        for (String line : lines) {
            Matcher stamp = STAMP.matcher(line);
            if (stamp.find()) {
                long millis = Long.parseLong(stamp.group(1)) * 1000 + Long.parseLong(stamp.group(2));
                first = first < 0 ? millis : first;
                // A log is written in order, whatever the clock says of its events.
                last = Math.max(last, millis - first);
            }
            arrivals.add(last);
        }
        return new Kernel(
                namesItself,
                lines.stream()
                        .map(line -> namesItself ? line.substring(OWN_NAME.length()) : line)
                        .toList(),
                List.copyOf(arrivals));
    }
}
