package io.execparity.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Makes a log of any length from a short one: {@code LogBuilder SHORT.gz RECORDS OUT}. Round after round of the short
 * log, each with serials that go on where the last round's ended and with later times, so that it reads as one boot in
 * which the same things happen over and over. Processes keep their numbers, as numbers are reused on real hosts.
 *
 * <p>The daemon's own records are left out: it does not restart in a boot that goes on.
 */
final class LogBuilder {
    private static final Pattern STAMPED = Pattern.compile("(.*?audit\\()(\\d+)\\.(\\d{3}):(\\d+)(\\).*)");
    /** Milliseconds from a round's last event to the next round. */
    private static final long PAUSE = 1_000;

    private final List<Template> templates;
    private final long serials;
    private final long millis;

    /** One line around its stamp. */
    private record Template(byte[] before, long epochMillis, long serial, byte[] after) {}

    private LogBuilder(List<Template> templates) {
        this.templates = templates;
        this.serials = templates.stream().mapToLong(Template::serial).max().orElseThrow()
                - templates.stream().mapToLong(Template::serial).min().orElseThrow()
                + 1;
        this.millis = templates.stream().mapToLong(Template::epochMillis).max().orElseThrow()
                - templates.stream().mapToLong(Template::epochMillis).min().orElseThrow()
                + PAUSE;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("usage: LogBuilder SHORT.gz RECORDS OUT");
        }
        long records = Long.parseLong(arguments[1]);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2])), 1 << 18)) {
            of(Path.of(arguments[0])).write(records, out);
        }
    }

    private static LogBuilder of(Path gzip) throws IOException {
        List<Template> templates = new ArrayList<>();
        byte[] log;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(gzip))) {
            log = in.readAllBytes();
        }
        // One character for each byte and back again, whatever the bytes mean.
        for (String line : new String(log, StandardCharsets.ISO_8859_1).split("\n")) {
            Matcher stamped = STAMPED.matcher(line);
            if (stamped.matches() && !line.contains("type=DAEMON_")) {
                templates.add(new Template(
                        bytes(stamped.group(1)),
                        Long.parseLong(stamped.group(2)) * 1000 + Long.parseLong(stamped.group(3)),
                        Long.parseLong(stamped.group(4)),
                        bytes(stamped.group(5) + "\n")));
            }
        }
        return new LogBuilder(templates);
    }

    private void write(long records, OutputStream out) throws IOException {
        long left = records;
        long round = 0;
        for (; left >= templates.size(); round++) {
            for (Template template : templates) {
                write(template, round, 0, out);
            }
            left -= templates.size();
        }
        int whole = wholeEvents((int) left);
        long last = 0;
        for (Template template : templates.subList(0, whole)) {
            write(template, round, 0, out);
            last = Math.max(last, template.serial);
        }
        Template single = templates.stream()
                .filter(template -> new String(template.before, StandardCharsets.ISO_8859_1).contains("type=USER "))
                .findFirst()
                .orElseThrow();
        for (long i = 1; i <= left - whole; i++) {
            write(single, round, Math.max(last, templates.get(0).serial) + i - single.serial, out);
        }
    }

    private void write(Template template, long round, long serialsOn, OutputStream out) throws IOException {
        long serial = template.serial + serialsOn + round * serials;
        out.write(template.before);
        out.write(stamp(template.epochMillis + round * millis, serial));
        out.write(template.after);
    }

    /** The most records, up to {@code most}, that no event runs beyond: a log cut inside an event would seem damaged. */
    private int wholeEvents(int most) {
        Map<Long, Integer> ends = new HashMap<>();
        for (int i = 0; i < templates.size(); i++) {
            ends.put(templates.get(i).serial, i + 1);
        }
        int best = 0;
        int open = 0;
        long highest = 0;
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < most; i++) {
            long serial = templates.get(i).serial;
            open = Math.max(open, ends.getOrDefault(serial, 0));
            highest = Math.max(highest, serial);
            seen.add(serial);
            boolean contiguous = seen.size() == highest - templates.get(0).serial + 1;
            if (open == i + 1 && contiguous) {
                best = i + 1;
            }
        }
        return best;
    }

    private static byte[] stamp(long epochMillis, long serial) {
        return bytes(String.format(Locale.ROOT, "%d.%03d:%d", epochMillis / 1000, epochMillis % 1000, serial));
    }

    private static byte[] bytes(String characters) {
        return characters.getBytes(StandardCharsets.ISO_8859_1);
    }
}
