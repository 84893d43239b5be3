package io.execparity.dashboard.ocsf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.schema.codec.LineFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Findings as Detection Findings, executions as Process Activity or Script Activity (OCSF 1.5.0). What OCSF has no word
 * for stands under {@code unmapped.execparity} as the line has it.
 */
public final class OcsfEvent {
    static final String SCHEMA = "1.5.0";

    private static final JsonMapper JSON = new JsonMapper();

    private static final int FINDINGS = 2;
    private static final int SYSTEM = 1;
    private static final int DETECTION_FINDING = 2004;
    private static final int PROCESS_ACTIVITY = 1007;
    private static final int SCRIPT_ACTIVITY = 1009;

    private static final Map<String, Integer> SEVERITIES =
            Map.of("info", 1, "low", 2, "medium", 3, "high", 4, "critical", 5);
    private static final Map<String, Integer> CONFIDENCES = Map.of("possible", 1, "likely", 2, "proven", 3);
    private static final String[] CONFIDENCE_NAMES = {"Unknown", "Low", "Medium", "High"};
    private static final Set<String> BINARIES = Set.of("binary", "dynamic-linker");

    private OcsfEvent() {}

    /**
     * A line of {@code findings.jsonl} or {@code suppressed.jsonl}.
     *
     * @return one JSON object without a line feed
     * @throws IllegalArgumentException for what is no such line, with the reason; so does {@link #ofExecution}
     */
    public static String ofFinding(String line) {
        LineFacts facts = LineFacts.of(line.getBytes(UTF_8));
        JsonNode json = json(line);
        JsonNode ours = json.path("execparity");
        boolean suppressed = ours.has("suppressed");
        ObjectNode event =
                event(DETECTION_FINDING, FINDINGS, SEVERITIES.getOrDefault(facts.value("execparity.severity"), 0));
        long time = OcsfObjects.time(json.path("@timestamp"));
        event.put("time", time).put("message", facts.value("execparity.explanation"));
        event.put("status_id", suppressed ? 3 : 1).put("status", suppressed ? "Suppressed" : "New");
        int confidence = CONFIDENCES.getOrDefault(ours.path("confidence").asText(), 0);
        event.put("confidence_id", confidence).put("confidence", CONFIDENCE_NAMES[confidence]);
        event.put("is_alert", facts.wantsAttention() && !suppressed);
        String id = facts.id("findings");
        OcsfObjects.metadata(event, id);
        OcsfObjects.device(event, json);
        information(event.putObject("finding_info"), json, facts, id, time);
        evidences(event, json);
        return unmapped(event, ours);
    }

    private static void information(ObjectNode info, JsonNode json, LineFacts facts, String id, long time) {
        JsonNode ours = json.path("execparity");
        String rule = facts.value("rule.name");
        info.put("uid", id).put("title", rule).put("desc", facts.value("execparity.explanation"));
        info.put("created_time", time);
        if (ours.has("count")) {
            info.put("first_seen_time", OcsfObjects.time(ours.path("first_seen")))
                    .put("last_seen_time", OcsfObjects.time(ours.path("last_seen")))
                    .put("related_events_count", ours.path("count").asLong());
        }
        info.putArray("types").add(facts.value("execparity.class"));
        info.putObject("analytic")
                .put("type_id", 1)
                .put("type", "Rule")
                .put("name", rule)
                .put("uid", rule);
        JsonNode techniques = json.path("threat").path("technique").path("id");
        if (!techniques.isMissingNode()) {
            ArrayNode attacks = info.putArray("attacks");
            techniques.forEach(technique -> attack(attacks.addObject(), technique.asText()));
        }
    }

    private static void attack(ObjectNode attack, String technique) {
        int dot = technique.indexOf('.');
        attack.putObject("technique").put("uid", dot < 0 ? technique : technique.substring(0, dot));
        if (dot >= 0) {
            attack.putObject("sub_technique").put("uid", technique);
        }
    }

    private static void evidences(ObjectNode event, JsonNode json) {
        ObjectNode evidence = event.putArray("evidences").addObject();
        if (json.has("process")) {
            OcsfObjects.process(evidence, json, image(json));
        }
        if (json.has("file")) {
            OcsfObjects.file(evidence, json.path("file"));
        }
        evidence.putObject("data")
                .set("records", json.path("execparity").path("evidence").deepCopy());
    }

    /** A line of {@code executions.jsonl}. */
    public static String ofExecution(String line) {
        LineFacts facts = LineFacts.of(line.getBytes(UTF_8));
        JsonNode json = json(line);
        JsonNode ours = json.path("execparity");
        boolean binary = BINARIES.contains(ours.path("vector").asText());
        ObjectNode event = event(binary ? PROCESS_ACTIVITY : SCRIPT_ACTIVITY, SYSTEM, 1);
        event.put("time", OcsfObjects.time(json.path("@timestamp")));
        String outcome = ours.path("outcome").asText();
        int status = outcome.equals("ran") ? 1 : outcome.equals("unknown") ? 0 : 2;
        event.put("status_id", status).put("status", status == 1 ? "Success" : status == 2 ? "Failure" : "Unknown");
        event.put("status_detail", outcome);
        OcsfObjects.metadata(event, facts.id("executions"));
        OcsfObjects.device(event, json);
        OcsfObjects.actor(event, json);
        if (binary) {
            OcsfObjects.process(event, json, json.path("file"));
        } else {
            script(event.putObject("script"), json);
        }
        return unmapped(event, ours);
    }

    /** Records have code only where it was an argument; of a file they have the name. */
    private static void script(ObjectNode script, JsonNode json) {
        script.put("type_id", type(json.path("execparity").path("interpreter").asText()));
        ObjectNode content = script.putObject("script_content");
        String code = json.path("execparity").path("vector").asText().equals("inline") ? code(json) : "";
        content.put("value", code);
        if (code.isEmpty()) {
            content.put("is_truncated", true);
        }
        JsonNode file = json.path("file");
        if (!file.isMissingNode()) {
            OcsfObjects.file(script, file);
            if (file.has("hash")) {
                OcsfObjects.hashes(script, file.path("hash"));
            }
        }
    }

    private static String code(JsonNode json) {
        List<String> words = new ArrayList<>();
        json.path("process").path("args").forEach(word -> words.add(word.asText()));
        String interpreter = json.path("execparity").path("interpreter").asText();
        return InlineCode.of(type(interpreter), name(interpreter), words);
    }

    /** Python, JavaScript and shells have numbers of their own. */
    private static int type(String interpreter) {
        String name = name(interpreter);
        if (name.startsWith("python") || name.startsWith("pypy")) {
            return InlineCode.PYTHON;
        }
        if (name.startsWith("node") || name.startsWith("deno") || name.startsWith("bun")) {
            return 4;
        }
        return Set.of("sh", "dash", "bash", "zsh", "ksh", "mksh", "busybox", "fish", "ash")
                        .contains(name)
                ? InlineCode.SHELL
                : 0;
    }

    private static String name(String interpreter) {
        return interpreter.substring(interpreter.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** The image that runs, which is the file itself for a binary. */
    private static JsonNode image(JsonNode json) {
        JsonNode path = json.path("process").path("executable");
        return path.isMissingNode()
                ? path
                : JsonNodeFactory.instance.objectNode().set("path", path);
    }

    private static ObjectNode event(int classUid, int category, int severity) {
        int activity = 1;
        return JsonNodeFactory.instance
                .objectNode()
                .put("class_uid", classUid)
                .put("category_uid", category)
                .put("activity_id", activity)
                .put("type_uid", classUid * 100L + activity)
                .put("severity_id", severity);
    }

    private static String unmapped(ObjectNode event, JsonNode ours) {
        event.putObject("unmapped").set("execparity", ours);
        return event.toString();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
