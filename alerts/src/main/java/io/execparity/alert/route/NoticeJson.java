package io.execparity.alert.route;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.text.NoticeText;
import java.time.Instant;

/** Notices as JSON objects, for receivers that are programs. Keys are only ever added. */
final class NoticeJson {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private NoticeJson() {}

    /** What a webhook gets; its form is described in the README. */
    static ObjectNode of(Notice notice, NoticeText texts) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("version", 1);
        json.put("id", notice.id());
        json.put("matter", notice.matter());
        json.put("kind", notice.kind().word());
        json.put("flood", notice.flood());
        json.put("number", notice.number());
        json.put("time", notice.timestamp());
        json.put("title", NoticeText.title(notice));
        json.put("count", notice.count());
        json.put("more", notice.more());
        json.put("first_seen", Instant.ofEpochMilli(notice.first()).toString());
        json.put("last_seen", Instant.ofEpochMilli(notice.last()).toString());
        ArrayNode hosts = json.putArray("hosts");
        notice.hosts().forEach(hosts::add);
        json.put("host_count", notice.hostCount());
        json.put("link", texts.link(notice));
        ArrayNode steps = json.putArray("steps");
        NoticeText.steps(notice.facts()).forEach(steps::add);
        json.set("finding", ecs(notice.facts()));
        return json;
    }

    /** The finding by the names of {@code finding.schema.json}, as far as an alert has it. */
    static ObjectNode ecs(AlertFacts facts) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("@timestamp", facts.timestamp());
        json.putObject("event")
                .put("kind", "alert")
                .put("id", facts.id())
                .put("severity", facts.severityOf().number());
        json.putObject("rule").put("name", facts.rule());
        json.putObject("host").put("name", facts.host());
        if (facts.pid() != 0) {
            ObjectNode process = json.putObject("process").put("pid", facts.pid());
            put(process, "executable", facts.program());
            put(process, "name", facts.command());
        }
        if (!facts.user().isEmpty()) {
            json.putObject("user").put("id", facts.user());
        }
        if (!facts.file().isEmpty() || !facts.hash().isEmpty()) {
            ObjectNode file = json.putObject("file");
            put(file, "path", facts.file());
            int colon = facts.hash().indexOf(':');
            if (colon > 0) {
                file.putObject("hash")
                        .put(facts.hash().substring(0, colon), facts.hash().substring(colon + 1));
            }
        }
        ObjectNode ours = json.putObject("execparity");
        ours.put("class", facts.type());
        ours.put("severity", facts.severity());
        ours.put("confidence", facts.confidence());
        ArrayNode evidence = ours.putArray("evidence");
        facts.evidence().forEach(evidence::add);
        ours.put("explanation", facts.sentence());
        return json;
    }

    private static void put(ObjectNode object, String key, String text) {
        if (!text.isEmpty()) {
            object.put(key, text);
        }
    }
}
