package io.execparity.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A host that executes at a rate, as its audit daemon would write it: {@code AgentFeed SHORT.gz PER-SECOND SECONDS LOG}
 * appends executions out of a short log to LOG and writes the same bytes to standard output, as the daemon does for a
 * plugin, one write for each event, with the time of now and serials that go on. Prints on standard error how many lines
 * that were.
 */
final class AgentFeed {
    private static final Pattern STAMPED = Pattern.compile("(type=(\\w+) msg=audit\\()\\d+\\.\\d{3}:(\\d+)(\\).*)");
    private static final long SECOND = 1_000_000_000L;

    /** One event's lines, each split around its stamp. */
    private record Template(List<String> before, List<String> after) {}

    private final List<Template> templates;
    private long serial = 1;
    private long lines;

    private AgentFeed(List<Template> templates) {
        this.templates = templates;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("usage: AgentFeed SHORT.gz PER-SECOND SECONDS LOG");
        }
        AgentFeed feed = new AgentFeed(executions(Path.of(arguments[0])));
        try (OutputStream log =
                Files.newOutputStream(Path.of(arguments[3]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            feed.write(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), log);
        }
        System.out.close();
        System.err.println(feed.lines);
    }

    /** The events with an EXECVE record. */
    private static List<Template> executions(Path gzip) throws IOException {
        Map<String, Template> events = new LinkedHashMap<>();
        Map<String, Template> executions = new LinkedHashMap<>();
        byte[] log;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(gzip))) {
            log = in.readAllBytes();
        }
        // One character for each byte and back again, whatever the bytes mean.
        for (String line : new String(log, StandardCharsets.ISO_8859_1).split("\n")) {
            Matcher stamped = STAMPED.matcher(line);
            if (stamped.matches()) {
                Template event = events.computeIfAbsent(
                        stamped.group(3), number -> new Template(new ArrayList<>(), new ArrayList<>()));
                event.before.add(stamped.group(1));
                event.after.add(stamped.group(4) + "\n");
                if (stamped.group(2).equals("EXECVE")) {
                    executions.put(stamped.group(3), event);
                }
            }
        }
        return List.copyOf(executions.values());
    }

    private void write(int perSecond, int seconds, OutputStream log) throws IOException {
        long begun = System.nanoTime();
        long events = (long) perSecond * seconds;
        for (long i = 0; i < events; i++) {
            long due = begun + i * SECOND / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            byte[] event = event(templates.get((int) (i % templates.size())));
            log.write(event);
            System.out.write(event, 0, event.length);
            System.out.flush();
        }
    }

    private byte[] event(Template template) {
        long now = System.currentTimeMillis();
        String stamp = String.format(Locale.ROOT, "%d.%03d:%d", now / 1000, now % 1000, serial++);
        StringBuilder event = new StringBuilder();
        for (int i = 0; i < template.before.size(); i++) {
            event.append(template.before.get(i)).append(stamp).append(template.after.get(i));
            lines++;
        }
        return event.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
