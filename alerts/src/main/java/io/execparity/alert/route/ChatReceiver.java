package io.execparity.alert.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.text.NoticeText;
import io.execparity.alert.text.Template;
import java.io.IOException;
import java.util.Map;

/** An incoming webhook as Slack has them, and Mattermost, Rocket.Chat and others like it. */
public final class ChatReceiver implements Receiver {
    private static final int LONGEST = 3_000;

    private final HttpEndpoint endpoint;
    private final NoticeText texts;
    private final Template template;

    public ChatReceiver(HttpEndpoint endpoint, NoticeText texts, Template template) {
        this.endpoint = endpoint;
        this.texts = texts;
        this.template = template;
    }

    @Override
    public Answer send(Notice notice) throws IOException, InterruptedException {
        String text = ShortText.of(template.fill(texts, notice), LONGEST);
        String link = texts.link(notice);
        ObjectNode message = NoticeJson.MAPPER.createObjectNode();
        // The address is the site's own, and an id.
        message.put("text", link.isEmpty() ? text : text + "\n<" + link + "|The finding>");
        // No address or name in the text becomes more than text.
        message.put("unfurl_links", false);
        message.put("unfurl_media", false);
        message.put("link_names", false);
        return endpoint.post(message.toString(), Map.of("Idempotency-Key", notice.id()));
    }
}
