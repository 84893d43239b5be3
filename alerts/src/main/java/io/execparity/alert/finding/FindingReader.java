package io.execparity.alert.finding;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.schema.codec.LineFacts;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads lines of {@code findings.jsonl}, and records of the topic of that name, by {@code finding.schema.json}. A key
 * that is not known is passed over, since a later build may add some.
 */
public final class FindingReader {
    /** Stamps that an alert names; the finding has them all. */
    public static final int MOST_EVIDENCE = 16;

    private static final int LONGEST_LINE = 8 << 20;
    private static final int LONGEST_SENTENCE = 2_048;
    private static final int LONGEST_PATH = 1_024;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_STAMP = 64;
    private static final Pattern WORD = Pattern.compile("[a-z]+(-[a-z]+)*");

    private final JsonMapper mapper = JsonMapper.builder().build();

    /** One finding: what an alert says of it, and the whole of it. */
    public record Read(AlertFacts facts, JsonNode json) {}

    public FindingReader() {
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(32).build());
    }

    /**
     * What a line says.
     *
     * @throws UnreadableFindingException for what is none
     */
    public Read read(byte[] line) throws UnreadableFindingException {
        if (line.length > LONGEST_LINE) {
            throw new UnreadableFindingException("it is longer than any finding");
        }
        try {
            JsonNode json = mapper.readTree(line);
            return new Read(facts(json, LineFacts.of(line).id("findings")), json);
        } catch (UnreadableFindingException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableFindingException("it is no JSON object with a time");
        }
    }

    private static AlertFacts facts(JsonNode json, String id) throws UnreadableFindingException {
        JsonNode ours = json.path("execparity");
        JsonNode process = json.path("process");
        String file = cut(json.path("file").path("path").asText(""), LONGEST_PATH);
        String program = cut(process.path("executable").asText(""), LONGEST_PATH);
        JsonNode stamps = ours.path("evidence");
        List<String> evidence = new ArrayList<>();
        for (int i = 0; i < Math.min(stamps.size(), MOST_EVIDENCE); i++) {
            evidence.add(cut(stamps.get(i).asText(""), LONGEST_STAMP));
        }
        return new AlertFacts(
                id,
                time(json),
                word(json.path("rule").path("name")),
                word(ours.path("class")),
                word(ours.path("severity")),
                word(ours.path("confidence")),
                cut(json.path("host").path("name").asText(""), LONGEST_NAME),
                file,
                program,
                cut(process.path("name").asText(""), LONGEST_NAME),
                process.path("pid").asLong(0),
                cut(json.path("user").path("id").asText(""), LONGEST_STAMP),
                hash(json.path("file").path("hash")),
                subject(json, file, program),
                cut(ours.path("explanation").asText(""), LONGEST_SENTENCE),
                evidence,
                Math.max(0, stamps.size() - MOST_EVIDENCE),
                Math.max(1, ours.path("count").asLong(1)));
    }

    /** A memory file is called after its maker's choice, so that the program behind it counts. */
    private static String subject(JsonNode json, String file, String program) {
        JsonNode ours = json.path("execparity");
        boolean memory = ours.has("memfd") || ours.path("origin").asText("").equals("memfd");
        if (memory) {
            String interpreter = cut(ours.path("interpreter").asText(""), LONGEST_PATH);
            String name = cut(ours.path("memfd").path("name").asText(file), LONGEST_NAME);
            return (interpreter.isEmpty() ? program : interpreter) + " memfd:" + name;
        }
        if (!file.isEmpty()) {
            return file;
        }
        return program.isEmpty() ? cut(ours.path("about").asText(""), LONGEST_NAME) : program;
    }

    private static String hash(JsonNode hash) {
        for (Map.Entry<String, JsonNode> entry : hash.properties()) {
            return cut(entry.getKey() + ':' + entry.getValue().asText(""), LONGEST_NAME);
        }
        return "";
    }

    private static String word(JsonNode node) throws UnreadableFindingException {
        String word = node.asText("");
        if (word.length() > LONGEST_STAMP || !WORD.matcher(word).matches()) {
            throw new UnreadableFindingException("it lacks a rule, class, severity or confidence");
        }
        return word;
    }

    private static long time(JsonNode json) throws UnreadableFindingException {
        try {
            long time = Instant.parse(json.path("@timestamp").asText("")).toEpochMilli();
            if (time >= 0) {
                return time;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // said below
        }
        throw new UnreadableFindingException("its time is none");
    }

    /** Never in the middle of a character, and always saying that something is missing. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        String kept = text.substring(0, end);
        int left = text.substring(end).getBytes(UTF_8).length;
        return kept + "…[+" + left + " bytes]";
    }
}
