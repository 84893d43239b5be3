package io.execparity.dashboard.triage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.schema.codec.Ids;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Suppressions in the form of control messages ({@code suppression.schema.json}), one a line, so that {@code analyze
 * --suppressions} takes the file as it is. A later line of the same id takes the place of an earlier one.
 */
final class SuppressionFile {
    /** The longest one holds, from the first finding that it hides. */
    static final int MOST_DAYS = 365;

    private static final int MOST = 10_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();

    /**
     * One that holds back findings of times from {@code from} to before {@code until}.
     *
     * @param isEnded whether that is earlier than it would have expired
     */
    record Active(String id, Scope scope, long from, long until, boolean isEnded) {}

    /** @throws IOException where a line of it is none, with its place */
    SuppressionFile(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        int line = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                JsonNode json = JSON.readTree(text);
                active(json);
                byId.put(json.path("id").asText(), (ObjectNode) json);
            }
        } catch (IOException | DateTimeException | ClassCastException e) {
            throw new IOException(file + ":" + line + ": this is no suppression", e);
        }
    }

    /** When one made now ends. */
    long until(long now, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days is " + days + ", not 1 to " + MOST_DAYS);
        }
        return now + Duration.ofDays(days).toMillis();
    }

    /** The earliest time of a finding that one can hide which ends then. */
    long earliest(long until) {
        return until - Duration.ofDays(MOST_DAYS).toMillis();
    }

    /** Makes one, and returns its id. */
    String add(Scope scope, String reason, String owner, long from, long until) throws IOException {
        if (byId.size() >= MOST) {
            throw new TriageConflictException("there are " + MOST + " suppressions already");
        }
        ObjectNode json = JSON.createObjectNode();
        json.putObject("message").put("kind", "suppression").put("version", 1);
        json.put("id", UUID.randomUUID().toString());
        json.putArray("rules").add(scope.rule());
        if (!scope.host().isEmpty()) {
            json.put("host", scope.host());
        }
        json.set("file", scope.subject());
        json.put("reason", reason).put("owner", owner);
        json.put("created", Instant.ofEpochMilli(from).toString());
        json.put("expires", Instant.ofEpochMilli(until).toString());
        write(json);
        return json.path("id").asText();
    }

    /** Ends one as if it had never held. */
    void takeBack(String id) throws IOException {
        ObjectNode json = copy(id);
        json.set("ended", json.path("created"));
        write(json);
    }

    /** Ends one, so that it hides nothing of this time or a later one. */
    void end(String id, long at) throws IOException {
        write(copy(id).put("ended", Instant.ofEpochMilli(at).toString()));
    }

    /** Lets one hold until it expires, whoever ended it. */
    void resume(String id) throws IOException {
        ObjectNode json = copy(id);
        json.remove("ended");
        write(json);
    }

    private ObjectNode copy(String id) {
        return Objects.requireNonNull(byId.get(id), "no such suppression").deepCopy();
    }

    /** What one is about. */
    Scope scope(String id) {
        return active(copy(id)).scope();
    }

    /** All that were not taken back, in the order in which they were made. */
    List<KeptSuppression> kept() {
        return byId.values().stream()
                .map(KeptSuppression::of)
                .filter(one -> !one.isTakenBack())
                .toList();
    }

    private void write(ObjectNode json) throws IOException {
        ActivityLog.append(file, JSON.writeValueAsString(json));
        byId.put(json.path("id").asText(), json);
    }

    /** Those that hide anything. */
    List<Active> active() {
        return byId.values().stream()
                .map(SuppressionFile::active)
                .filter(active -> active.until() > active.from())
                .toList();
    }

    private static Active active(JsonNode json) {
        long from = Instant.parse(json.path("created").asText()).toEpochMilli();
        long until = Instant.parse(
                        json.path(json.has("ended") ? "ended" : "expires").asText())
                .toEpochMilli();
        JsonNode file = json.path("file");
        String host = json.path("host").asText("");
        String id = file.has("inode")
                ? Ids.file(
                        host, file.path("device").asText(), file.path("inode").asText(), "")
                : "";
        return new Active(json.path("id").asText(), Scope.ofWritten(json, id), from, until, json.has("ended"));
    }
}
