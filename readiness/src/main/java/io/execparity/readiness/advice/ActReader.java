package io.execparity.readiness.advice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads lines of {@code executions.jsonl} and {@code memfds.jsonl}. Calls of memfd_create belong before executions, and
 * executions in their order: who made a memory file, and who started a program, is then known.
 */
final class ActReader {
    private static final int MOST_PROCESSES = 1 << 16;

    /** The image that each process runs, by host and number. */
    private final Map<String, String> images = new Bounded<>(MOST_PROCESSES);
    /** Who made a memory file, by host and the stamp of its making. */
    private final Map<String, String> makers = new Bounded<>(MOST_PROCESSES);

    ObservedAct memfdCall(JsonNode line) {
        JsonNode ours = line.path("execparity");
        String host = text(line, "host", "name");
        String program = text(line, "process", "executable");
        List<String> evidence = texts(ours.path("evidence"));
        evidence.forEach(stamp -> makers.put(host + '\n' + stamp, program));
        Act act = new Act(
                Act.Kind.MEMFD_CREATE,
                host,
                program,
                program,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                ours.path("answer").asLong() < 0 ? "denied" : "ran",
                Set.of(),
                set(ours.path("memfd").path("flags")));
        return new ObservedAct(act, time(line), evidence);
    }

    ObservedAct execution(JsonNode line) {
        JsonNode ours = line.path("execparity");
        String host = text(line, "host", "name");
        JsonNode process = line.path("process");
        String program = process.path("executable").asText("");
        List<String> evidence = texts(ours.path("evidence"));
        Act act = new Act(
                Act.Kind.EXECUTION,
                host,
                service(host, process, evidence),
                program,
                ours.path("interpreter").asText(""),
                text(line, "file", "path"),
                digest(line.path("file").path("hash")),
                ours.path("mode").asText(""),
                ours.path("vector").asText(""),
                ours.path("origin").asText(""),
                ours.path("check").asText(""),
                ours.path("outcome").asText(""),
                set(ours.path("policy")),
                set(ours.path("memfd").path("flags")));
        if (!act.failedAnyway()) {
            images.put(host + '\n' + process.path("pid").asText(), program);
        }
        return new ObservedAct(act, time(line), evidence);
    }

    /** The maker of the memory file that ran, else what started the program, empty where that is not on record. */
    private String service(String host, JsonNode process, List<String> evidence) {
        for (String stamp : evidence) {
            String maker = makers.get(host + '\n' + stamp);
            if (maker != null && !maker.isEmpty()) {
                return maker;
            }
        }
        return images.getOrDefault(
                host + '\n' + process.path("parent").path("pid").asText(), "");
    }

    private static String digest(JsonNode hashes) {
        for (Map.Entry<String, JsonNode> hash : hashes.properties()) {
            return hash.getKey() + ':' + hash.getValue().asText();
        }
        return "";
    }

    static String text(JsonNode line, String object, String name) {
        return line.path(object).path(name).asText("");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static Set<String> set(JsonNode list) {
        return new TreeSet<>(texts(list));
    }

    /**
     * When the line became true.
     *
     * @throws IllegalArgumentException where it does not say so
     */
    static long time(JsonNode line) {
        String text = line.path("@timestamp").asText("");
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("@timestamp is " + (text.isEmpty() ? "missing" : "no time"), e);
        }
    }
}
