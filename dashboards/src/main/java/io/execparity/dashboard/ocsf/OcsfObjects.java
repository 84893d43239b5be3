package io.execparity.dashboard.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;

/** The objects that classes share. What a line does not have is left out, but for what a class requires. */
final class OcsfObjects {
    private static final int UNKNOWN = 0;
    private static final int REGULAR_FILE = 1;
    private static final int OTHER = 99;
    private static final Map<String, Integer> ALGORITHMS = Map.of("sha1", 2, "sha256", 3, "sha512", 4);

    private OcsfObjects() {}

    /** Milliseconds of the epoch. */
    static long time(JsonNode text) {
        return Instant.parse(text.asText()).toEpochMilli();
    }

    /** @param id of the result, the same in every run over the same records */
    static void metadata(ObjectNode event, String id) {
        ObjectNode metadata = event.putObject("metadata");
        metadata.put("version", OcsfEvent.SCHEMA).put("uid", id).put("log_name", "audit");
        metadata.putObject("product").put("name", "ExecParity").put("vendor_name", "ExecParity");
    }

    static void device(ObjectNode event, JsonNode line) {
        event.putObject("device")
                .put("type_id", UNKNOWN)
                .put("hostname", line.path("host").path("name").asText());
    }

    /** The process that acted, before and after it executed anything. */
    static void actor(ObjectNode event, JsonNode line) {
        ObjectNode actor = event.putObject("actor");
        ObjectNode process = actor.putObject("process");
        identify(process, line.path("process"));
        if (line.has("user")) {
            user(actor, line);
        }
    }

    /** With everything that is known of it. */
    static void process(ObjectNode to, JsonNode line, JsonNode image) {
        JsonNode its = line.path("process");
        ObjectNode process = to.putObject("process");
        identify(process, its);
        text(process, "name", its.path("name"));
        if (its.has("args")) {
            StringJoiner words = new StringJoiner(" ");
            its.path("args").forEach(word -> words.add(word.asText()));
            process.put("cmd_line", words.toString());
        }
        if (!image.isMissingNode()) {
            file(process, image);
        }
        if (line.has("user")) {
            user(process, line);
        }
    }

    private static void identify(ObjectNode process, JsonNode its) {
        process.put("pid", its.path("pid").asLong());
        text(process, "uid", its.path("entity_id"));
        if (its.path("parent").has("pid")) {
            process.putObject("parent_process")
                    .put("pid", its.path("parent").path("pid").asLong());
        }
    }

    private static void user(ObjectNode to, JsonNode line) {
        JsonNode user = line.path("user");
        String id = user.path("id").asText(user.path("audit").path("id").asText());
        to.putObject("user").put("uid", id);
    }

    /** @param file as lines have it */
    static void file(ObjectNode to, JsonNode file) {
        String path = file.path("path").asText("");
        ObjectNode json = to.putObject("file");
        String name = path.substring(path.lastIndexOf('/') + 1);
        json.put("name", name.isEmpty() ? "unknown" : name).put("type_id", path.isEmpty() ? UNKNOWN : REGULAR_FILE);
        if (!path.isEmpty()) {
            json.put("path", path);
        }
        if (file.has("inode")) {
            json.put(
                    "uid",
                    file.path("device").asText() + ":" + file.path("inode").asText());
        }
        if (file.has("hash")) {
            hashes(json, file.path("hash"));
        }
    }

    static void hashes(ObjectNode to, JsonNode digests) {
        ArrayNode hashes = to.putArray("hashes");
        for (Map.Entry<String, JsonNode> digest : digests.properties()) {
            hashes.addObject()
                    .put("algorithm_id", ALGORITHMS.getOrDefault(digest.getKey(), OTHER))
                    .put("algorithm", digest.getKey().replace("sha", "SHA-"))
                    .put("value", digest.getValue().asText());
        }
    }

    static void text(ObjectNode to, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            to.put(name, value.asText());
        }
    }
}
