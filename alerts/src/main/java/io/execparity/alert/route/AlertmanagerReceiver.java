package io.execparity.alert.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.text.Language;
import io.execparity.alert.text.NoticeText;
import io.execparity.alert.text.Template;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Prometheus's Alertmanager, by {@code POST /api/v2/alerts}. A matter is one alert: its labels stay the same, {@code
 * endsAt} lies ahead for as long as it may go on and is moved with each message, so that nothing has to be sent in between.
 */
public final class AlertmanagerReceiver implements Receiver {
    private final HttpEndpoint endpoint;
    private final NoticeText texts;
    private final Template template;
    private final Map<String, String> labels;
    private final Map<String, String> headers;

    /**
     * @param template for the annotation {@code description}
     * @param labels added to each alert
     * @param headers such as {@code Authorization}
     */
    public AlertmanagerReceiver(
            HttpEndpoint endpoint,
            NoticeText texts,
            Template template,
            Map<String, String> labels,
            Map<String, String> headers) {
        this.endpoint = endpoint;
        this.texts = texts;
        this.template = template;
        this.labels = Map.copyOf(labels);
        this.headers = Map.copyOf(headers);
    }

    @Override
    public Answer send(Notice notice) throws IOException, InterruptedException {
        AlertFacts facts = notice.facts();
        ArrayNode alerts = NoticeJson.MAPPER.createArrayNode();
        ObjectNode alert = alerts.addObject();
        ObjectNode named = alert.putObject("labels");
        labels.forEach(named::put);
        named.put("alertname", facts.rule());
        named.put("class", facts.type());
        named.put("matter", notice.matter());
        if (notice.flood()) {
            named.put("flood", "true");
        } else {
            named.put("severity", facts.severity());
            named.put("host", Language.PLAIN.of(facts.host()));
        }
        ObjectNode told = alert.putObject("annotations");
        told.put("summary", Language.PLAIN.of(NoticeText.title(notice)));
        told.put("confidence", facts.confidence());
        told.put("sentence", Language.PLAIN.of(facts.sentence()));
        told.put("description", template.fill(texts, notice));
        told.put("evidence", Language.PLAIN.of(String.join(" ", facts.evidence())));
        told.put("count", Long.toString(notice.count()));
        alert.put("startsAt", Instant.ofEpochMilli(notice.opened()).toString());
        alert.put("endsAt", Instant.ofEpochMilli(notice.until()).toString());
        if (!texts.link(notice).isEmpty()) {
            alert.put("generatorURL", texts.link(notice));
        }
        return endpoint.post(alerts.toString(), headers);
    }
}
