package io.execparity.collect.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvelopeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@timestamp\":\"x\",\"host\":{\"os\":{\"name\":\"Debian\"},\"name\":\"web\"},\"message\":\"a \\\"line\\\"\"}",
                "{\"message\":\"a \\\"line\\\"\\n\",\"file\":\"/var/log/audit\",\"host\":\"web\"}",
                "{\"date\":1.5,\"hostname\":\"web\",\"tags\":[{\"message\":\"x\"}],\"message\":\"a \\\"line\\\"\"}"
            })
    void theLineAndItsHostAreTakenOut(String shipped) {
        Envelope envelope = Envelope.of(shipped.getBytes(UTF_8)).orElseThrow();

        assertThat(new String(envelope.line(), UTF_8)).isEqualTo("a \"line\"");
        assertThat(new String(envelope.host(), UTF_8)).isEqualTo("web");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=SYSCALL msg=audit(1.000:1): {",
                "{\"MESSAGE\":\"audit(1.000:1)\",\"_HOSTNAME\":\"web\"}",
                "{\"message\":{\"kind\":\"loss\"}}",
                "{\"message\":\"cut sh",
                "{}"
            })
    void whatIsNoneIsReadAsItIs(String line) {
        assertThat(Envelope.of(line.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void noDepthHarms() {
        String deep = "{\"a\":" + "[".repeat(500_000);

        assertThat(Envelope.of(deep.getBytes(UTF_8))).isEmpty();
    }
}
