package io.execparity.alert.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.alert.notice.Notice;
import io.execparity.alert.text.NoticeText;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Any program that takes JSON. With a secret, {@code X-ExecParity-Signature} is {@code v1=} and the HMAC-SHA256 of
 * {@code X-ExecParity-Timestamp}, a dot and the body, so that nobody else can send such messages or, later, the same.
 * {@code Idempotency-Key} is the notice's id.
 */
public final class WebhookReceiver implements Receiver {
    private static final String ALGORITHM = "HmacSHA256";

    private final HttpEndpoint endpoint;
    private final NoticeText texts;
    private final String secret;
    private final String bearer;
    private final Clock clock;

    /**
     * @param secret to sign with, empty for none
     * @param bearer token for {@code Authorization}, empty for none
     * @param clock of the signature's time
     */
    public WebhookReceiver(HttpEndpoint endpoint, NoticeText texts, String secret, String bearer, Clock clock) {
        this.endpoint = endpoint;
        this.texts = texts;
        this.secret = secret;
        this.bearer = bearer;
        this.clock = clock;
    }

    @Override
    public Answer send(Notice notice) throws IOException, InterruptedException {
        String body = NoticeJson.of(notice, texts).toString();
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotency-Key", notice.id());
        if (!bearer.isEmpty()) {
            headers.put("Authorization", "Bearer " + bearer);
        }
        if (!secret.isEmpty()) {
            String time = Long.toString(clock.millis() / 1_000);
            headers.put("X-ExecParity-Timestamp", time);
            headers.put("X-ExecParity-Signature", "v1=" + signature(time + "." + body));
        }
        return endpoint.post(body, headers);
    }

    private String signature(String signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }
}
