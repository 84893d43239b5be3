package io.execparity.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.schema.codec.LineFacts;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A line of a result file with what it is found by.
 *
 * @param id as {@link LineFacts#id} has it: the same however often the result is told
 * @param time when it became true, milliseconds of the epoch
 * @param last the same but for a roll-up, whose latest act it is
 * @param severity as Elastic counts, 0 where there is none
 * @param acts 1 but for a roll-up
 * @param fields values of all fields, empty where there is none
 * @param words in lower case: what a search looks through
 * @param evidence stamps and list places
 * @param source the line itself
 */
public record IndexedResult(
        String id,
        long time,
        long last,
        int severity,
        long acts,
        Map<Field, String> fields,
        String words,
        List<String> evidence,
        String source) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_LOOKED_FOR = 256;
    private static final int MOST_LOOKED_THROUGH = 4_096;

    public IndexedResult {
        fields = Map.copyOf(fields);
        evidence = List.copyOf(evidence);
        requireNonNull(source, "source is null");
    }

    /**
     * Reads a line as {@code schema.codec} writes it.
     *
     * @throws IllegalArgumentException for what is no such line, with the reason
     */
    public static IndexedResult of(Results kind, String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        JsonNode ours = json.path("execparity");
        long time = time(json, "@timestamp");
        List<String> evidence = new ArrayList<>();
        ours.path("evidence").forEach(stamp -> evidence.add(stamp.asText()));
        LineFacts facts = LineFacts.of(line.getBytes(UTF_8));
        boolean rolledUp = ours.has("count");
        return new IndexedResult(
                facts.id(kind.word()),
                time,
                rolledUp ? time(ours, "last_seen") : time,
                json.path("event").path("severity").asInt(0),
                Math.max(1, ours.path("count").asLong(1)),
                fields(kind, json, ours, facts),
                words(json, ours),
                evidence,
                line);
    }

    private static Map<Field, String> fields(Results kind, JsonNode json, JsonNode ours, LineFacts facts) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            fields.put(field, ours.path(field.word()).asText(""));
        }
        fields.put(Field.RULE, facts.value("rule.name"));
        fields.put(Field.HOST, facts.value("host.name"));
        fields.put(Field.PROCESS, facts.value("process.entity_id"));
        fields.put(Field.PID, json.path("process").path("pid").asText(""));
        fields.put(Field.PARENT, json.path("process").path("parent").path("pid").asText(""));
        fields.put(Field.PROGRAM, facts.program());
        fields.put(Field.FILE, facts.file());
        boolean suppressed = ours.has("suppressed");
        fields.put(Field.STATUS, kind == Results.FINDINGS ? suppressed ? "suppressed" : "open" : "");
        fields.put(Field.OWNER, "");
        fields.put(Field.ATTENTION, kind == Results.FINDINGS ? facts.wantsAttention() ? "yes" : "no" : "");
        return fields;
    }

    /** Each word once: most stand in the sentence already, and all of this is looked through by every search. */
    private static String words(JsonNode json, JsonNode ours) {
        StringBuilder words = new StringBuilder();
        add(words, ours.path("explanation"));
        json.path("process").path("args").forEach(argument -> add(words, argument));
        add(words, json.path("file").path("path"));
        add(words, json.path("process").path("executable"));
        add(words, json.path("process").path("name"));
        add(words, ours.path("interpreter"));
        add(words, json.path("rule").path("name"));
        add(words, json.path("host").path("name"));
        json.path("file").path("hash").forEach(digest -> add(words, digest));
        return words.toString();
    }

    private static void add(StringBuilder words, JsonNode value) {
        String word = value.asText("").toLowerCase(Locale.ROOT);
        // Comparing long texts with longer ones could take whoever chose them as long as they like.
        boolean worthALook = word.length() <= LONGEST_LOOKED_FOR && words.length() <= MOST_LOOKED_THROUGH;
        if (!worthALook || words.indexOf(word) < 0) {
            words.append(words.isEmpty() ? "" : "\n").append(word);
        }
    }

    private static long time(JsonNode json, String name) {
        String text = json.path(name).asText("");
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(name + " is " + (text.isEmpty() ? "missing" : "no time"), e);
        }
    }
}
