package io.execparity.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A log of any length out of a short one. Round after round of the short log, each with serials that go on where the last
 * round's ended and with later times, so that it reads as one boot in which the same things happen over and over.
 * Processes keep their numbers, as numbers are reused on real hosts.
 *
 * <p>The daemon's own records are left out: it does not restart in a boot that goes on.
 */
public final class RepeatedLog {
    private static final Pattern STAMPED = Pattern.compile("(.*?audit\\()(\\d+)\\.(\\d{3}):(\\d+)(\\).*)");
    /** Milliseconds from a round's last event to the next round. */
    private static final long PAUSE = 1_000;

    private final List<Template> templates;
    private final long[] arrivals;
    private final long lowest;
    private final long serials;
    private final long millis;

    /** One line around its stamp. */
    private record Template(byte[] before, long epochMillis, long serial, byte[] after) {}

    private RepeatedLog(List<Template> templates) {
        this.templates = templates;
        lowest = templates.stream().mapToLong(Template::serial).min().orElseThrow();
        serials = templates.stream().mapToLong(Template::serial).max().orElseThrow() - lowest + 1;
        long earliest =
                templates.stream().mapToLong(Template::epochMillis).min().orElseThrow();
        millis = templates.stream().mapToLong(Template::epochMillis).max().orElseThrow() - earliest + PAUSE;
        arrivals = new long[templates.size()];
        long last = 0;
        for (int i = 0; i < arrivals.length; i++) {
            last = Math.max(last, templates.get(i).epochMillis - templates.get(0).epochMillis);
            arrivals[i] = last;
        }
    }

    /** @param gzip the short log */
    public static RepeatedLog of(Path gzip) throws IOException {
        List<Template> templates = new ArrayList<>();
        byte[] log;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(gzip))) {
            log = in.readAllBytes();
        }
        // One character for each byte and back again, whatever the bytes mean.
        for (String line : new String(log, ISO_8859_1).split("\n")) {
            Matcher stamped = STAMPED.matcher(line);
            if (stamped.matches() && !line.contains("type=DAEMON_")) {
                templates.add(new Template(
                        stamped.group(1).getBytes(ISO_8859_1),
                        Long.parseLong(stamped.group(2)) * 1000 + Long.parseLong(stamped.group(3)),
                        Long.parseLong(stamped.group(4)),
                        stamped.group(5).getBytes(ISO_8859_1)));
            }
        }
        return new RepeatedLog(templates);
    }

    /** Of the same short log only the first lines, {@code most} or those few less that make it end with whole events. */
    public RepeatedLog beginning(int most) {
        return new RepeatedLog(List.copyOf(templates.subList(0, wholeEvents(most))));
    }

    /** Lines of a round. */
    public int lines() {
        return templates.size();
    }

    /** Serials of a round. */
    public long serials() {
        return serials;
    }

    /** Milliseconds from a round's beginning to the next one's. */
    public long millis() {
        return millis;
    }

    /** Milliseconds from a round's beginning to when the line was written. */
    public long arrival(int line) {
        return arrivals[line];
    }

    /** The serial of a line, counted from 0. */
    public int serial(int line, long round) {
        return (int) (templates.get(line).serial - lowest + round * serials);
    }

    /** The lowest serial. */
    public long lowestSerial() {
        return lowest;
    }

    /** A line without its end. */
    public byte[] line(int line, long round) {
        return moved(line, round, 0);
    }

    /** The same with a serial that is higher by so many. */
    byte[] moved(int line, long round, long further) {
        Template template = templates.get(line);
        long epochMillis = template.epochMillis + round * millis;
        String stamp = epochMillis / 1000 + "."
                + String.valueOf(1000 + epochMillis % 1000).substring(1) + ":"
                + (template.serial + round * serials + further);
        byte[] moved = new byte[template.before.length + stamp.length() + template.after.length];
        System.arraycopy(template.before, 0, moved, 0, template.before.length);
        System.arraycopy(stamp.getBytes(ISO_8859_1), 0, moved, template.before.length, stamp.length());
        System.arraycopy(template.after, 0, moved, moved.length - template.after.length, template.after.length);
        return moved;
    }

    /** The first line of a type. */
    int first(String type) {
        for (int i = 0; i < templates.size(); i++) {
            if (new String(templates.get(i).before, ISO_8859_1).contains("type=" + type + " ")) {
                return i;
            }
        }
        throw new IllegalArgumentException("no line of type " + type);
    }

    /** The most lines, up to {@code most}, that no event runs beyond: a log cut inside an event would seem damaged. */
    int wholeEvents(int most) {
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
            boolean contiguous = seen.size() == highest - lowest + 1;
            if (open == i + 1 && contiguous) {
                best = i + 1;
            }
        }
        return best;
    }
}
