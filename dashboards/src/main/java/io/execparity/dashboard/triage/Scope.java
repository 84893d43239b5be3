package io.execparity.dashboard.triage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Row;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which findings a suppression is about: one rule's, of one file, which is known by its content on any host or by its
 * device, inode and path on one. A name alone is none: it is whatever a process chose.
 *
 * @param rule its slug
 * @param host empty for any
 * @param subject {@code hash}, or {@code path}, {@code inode} and {@code device}, as suppressions have them
 * @param file the file's id, empty where its content is meant
 */
record Scope(String rule, String host, ObjectNode subject, String file) {
    private static final Set<String> NEVER = Set.of("audit-tampering", "measurement-list-tampered");

    /**
     * The scope around a finding.
     *
     * @param by {@code digest} or {@code identity}
     * @throws IllegalArgumentException where the finding cannot be told from others by that
     */
    static Scope of(Row finding, String by) {
        JsonNode json = SourceJson.of(finding);
        String rule = json.path("rule").path("name").asText("");
        JsonNode file = json.path("file");
        if (NEVER.contains(rule)) {
            throw new IllegalArgumentException(rule + " is never suppressed; acknowledge it");
        }
        ObjectNode subject = JsonNodeFactory.instance.objectNode();
        if (by.equals("digest")) {
            if (file.path("hash").isEmpty()) {
                throw new IllegalArgumentException("the file's digest is not on record");
            }
            subject.set("hash", file.path("hash"));
            return new Scope(rule, "", subject, "");
        }
        if (!by.equals("identity")) {
            throw new IllegalArgumentException("scope is " + by + ", not digest or identity");
        }
        boolean memory = json.path("execparity").has("memfd")
                || json.path("execparity").path("origin").asText("").equals("memfd");
        String path = file.path("path").asText("");
        if (memory || !path.startsWith("/") || !file.has("inode") || !file.has("device")) {
            throw new IllegalArgumentException("the file has no path, device and inode of its own");
        }
        for (String name : Set.of("path", "inode", "device")) {
            subject.put(name, file.path(name).asText());
        }
        return new Scope(rule, json.path("host").path("name").asText(""), subject, finding.file());
    }

    /** The scope of a suppression that was written. */
    static Scope ofWritten(JsonNode suppression, String file) {
        ObjectNode subject =
                suppression.path("file") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return new Scope(
                suppression.path("rules").path(0).asText(""),
                suppression.path("host").asText(""),
                subject,
                file);
    }

    /** All that it is about and perhaps more. */
    Filter filter(long from, long to) {
        Filter filter = new Filter(Map.of(Field.RULE, Set.of(rule)), from, to, text());
        filter = host.isEmpty() ? filter : filter.with(Field.HOST, host);
        return file.isEmpty() ? filter : filter.with(Field.FILE, file);
    }

    private String text() {
        JsonNode hash = subject.path("hash");
        String wanted = hash.isEmpty()
                ? subject.path("path").asText("")
                : hash.elements().next().asText("");
        return wanted.toLowerCase(Locale.ROOT);
    }

    /** Whether it is really about this one. */
    boolean covers(Row finding) {
        JsonNode file = SourceJson.of(finding).path("file");
        for (Map.Entry<String, JsonNode> part : subject.properties()) {
            if (!file.path(part.getKey()).equals(part.getValue())) {
                return false;
            }
        }
        return !subject.isEmpty();
    }
}
