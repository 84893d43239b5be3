package io.execparity.alert.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.text.Language;
import io.execparity.alert.text.NoticeText;
import java.io.IOException;
import java.util.Map;

/** PagerDuty's Events API v2: a matter is one incident, by its {@code dedup_key}. */
public final class PagerDutyReceiver implements Receiver {
    /** What the API takes. */
    private static final int LONGEST_SUMMARY = 1_024;

    private final HttpEndpoint endpoint;
    private final NoticeText texts;
    private final String routingKey;

    public PagerDutyReceiver(HttpEndpoint endpoint, NoticeText texts, String routingKey) {
        this.endpoint = endpoint;
        this.texts = texts;
        this.routingKey = routingKey;
    }

    @Override
    public Answer send(Notice notice) throws IOException, InterruptedException {
        AlertFacts facts = notice.facts();
        ObjectNode event = NoticeJson.MAPPER.createObjectNode();
        event.put("routing_key", routingKey);
        event.put("dedup_key", notice.matter());
        event.put("event_action", notice.kind() == Notice.Kind.OVER ? "resolve" : "trigger");
        if (notice.kind() != Notice.Kind.OVER) {
            ObjectNode payload = event.putObject("payload");
            String words = NoticeText.title(notice) + ": " + facts.sentence();
            payload.put("summary", ShortText.of(Language.PLAIN.of(words), LONGEST_SUMMARY));
            payload.put("source", facts.host().isEmpty() ? "unknown" : Language.PLAIN.of(facts.host()));
            payload.put("severity", severity(facts));
            payload.put("timestamp", facts.timestamp());
            payload.put("class", facts.rule());
            payload.put("group", facts.type());
            payload.set("custom_details", NoticeJson.of(notice, texts));
            if (!texts.link(notice).isEmpty()) {
                ArrayNode links = event.putArray("links");
                links.addObject().put("href", texts.link(notice)).put("text", "The finding");
            }
            event.put("client", "ExecParity");
        }
        return endpoint.post(event.toString(), Map.of());
    }

    private static String severity(AlertFacts facts) {
        return switch (facts.severityOf()) {
            case INFO, LOW -> "info";
            case MEDIUM -> "warning";
            case HIGH -> "error";
            case CRITICAL -> "critical";
        };
    }
}
