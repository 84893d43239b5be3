package io.execparity.schema.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a written result is known and found by, read from its line. Every store has it from here, so that the same result
 * has the same id in all of them, in every run over the same records.
 *
 * @param values what stands where, by names with dots between; what a line does not have is not in it
 * @param evidence stamps and list places
 */
public record LineFacts(Map<String, String> values, List<String> evidence) {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String EVIDENCE = "execparity.evidence";
    private static final Set<String> OBJECTS = Set.of("host", "rule", "process", "file", "execparity");

    private static final Set<String> WANTED = Set.of(
            "@timestamp",
            "host.name",
            "rule.name",
            "process.executable",
            "process.entity_id",
            "file.path",
            "file.device",
            "file.inode",
            "execparity.class",
            "execparity.severity",
            "execparity.vector",
            "execparity.interpreter",
            "execparity.about",
            "execparity.count",
            "execparity.explanation");

    public LineFacts {
        values = Map.copyOf(values);
        evidence = List.copyOf(evidence);
    }

    /**
     * Reads a line as this package writes it.
     *
     * @throws IllegalArgumentException for what is no JSON object, or has no time
     */
    public static LineFacts of(byte[] line) {
        Map<String, String> values = new HashMap<>();
        List<String> evidence = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            read(parser, "", values, evidence);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON object");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        LineFacts facts = new LineFacts(values, evidence);
        facts.moment();
        return facts;
    }

    private static void read(JsonParser parser, String prefix, Map<String, String> values, List<String> evidence)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && OBJECTS.contains(name)) {
                read(parser, name + '.', values, evidence);
            } else if (token == JsonToken.START_ARRAY && name.equals(EVIDENCE)) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    parser.skipChildren();
                    evidence.add(parser.getText());
                }
            } else if (token.isStructStart()) {
                parser.skipChildren();
            } else if (WANTED.contains(name)) {
                values.put(name, parser.getText());
            }
        }
    }

    /** What stands there, empty where nothing does. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** Whether it stands for several acts. */
    public boolean rolledUp() {
        return values.containsKey("execparity.count");
    }

    /**
     * The result's id. It is of when and where it was, of which rule, about whom, and by what. A roll-up is of a program,
     * a vector and a path: its evidence, its file's number and the process that it shows may change as it grows. Of other
     * results only that evidence counts which is of their own moment: more may be found with it in another run. What rests
     * on no record at all is known by what it says.
     *
     * @param kind {@code findings} for what was suppressed too
     */
    public String id(String kind) {
        List<String> parts = new ArrayList<>(List.of(
                kind,
                value("@timestamp"),
                value("host.name"),
                value("rule.name"),
                value("execparity.vector"),
                rolledUp() ? value("process.executable") : value("process.entity_id"),
                value("file.path")));
        if (!rolledUp()) {
            boolean bare = evidence.isEmpty() && !values.containsKey("execparity.about");
            parts.add(value(bare ? "execparity.explanation" : "execparity.about"));
            parts.addAll(ownEvidence());
        }
        return Ids.result(parts.toArray(String[]::new));
    }

    private List<String> ownEvidence() {
        Instant moment = moment();
        String millis = Integer.toString(1_000 + moment.getNano() / 1_000_000).substring(1);
        String own = "audit(" + moment.getEpochSecond() + '.' + millis + ':';
        List<String> found =
                evidence.stream().filter(stamp -> stamp.startsWith(own)).toList();
        return found.isEmpty() ? evidence : found;
    }

    private Instant moment() {
        String text = value("@timestamp");
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("@timestamp is " + (text.isEmpty() ? "missing" : "no time"), e);
        }
    }

    /** The file, by {@link Ids#file}. */
    public String file() {
        return Ids.file(value("host.name"), value("file.device"), value("file.inode"), value("file.path"));
    }

    /** What interprets or loads the file, else the image that runs, by {@link Ids#program}. */
    public String program() {
        String interpreter = value("execparity.interpreter");
        return Ids.program(interpreter.isEmpty() ? value("process.executable") : interpreter);
    }

    /** Whether a person should look at once: class bypass or alert, and all that is critical. */
    public boolean wantsAttention() {
        return Set.of("bypass", "alert").contains(value("execparity.class"))
                || value("execparity.severity").equals("critical");
    }
}
