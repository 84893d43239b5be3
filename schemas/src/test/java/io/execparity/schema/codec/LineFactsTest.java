package io.execparity.schema.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result is the same result as long as it is of the same act. */
final class LineFactsTest {
    private static final String OWN = "audit(1795347151.236:905)";

    private static LineFacts facts(String file, String ours) {
        String line = "{\"@timestamp\":\"2026-11-22T11:32:31.236Z\",\"rule\":{\"name\":\"parity-break\"},"
                + "\"host\":{\"name\":\"h\"},\"process\":{\"executable\":\"/bin/sh\",\"entity_id\":\"p\",\"args\":[\"{\"]},"
                + "\"file\":{\"path\":\"/x\"" + file + "},\"execparity\":{\"vector\":\"script-file\"," + ours + "}}";
        return LineFacts.of(line.getBytes(UTF_8));
    }

    private static String id(String ours) {
        return facts("", ours).id("findings");
    }

    private static String evidence(String... stamps) {
        return "\"evidence\":[\"" + String.join("\",\"", stamps) + "\"]";
    }

    @Test
    void evidenceOfOtherMomentsMayBeFoundWithItOrNot() {
        String id = id(evidence(OWN));
        assertThat(id(evidence("audit(1795347150.844:897)", OWN) + ",\"severity\":\"low\""))
                .isEqualTo(id)
                .matches("[A-Za-z0-9_-]{27}");
        assertThat(id(evidence("audit(1795347151.236:906)"))).isNotEqualTo(id);
        assertThat(id(evidence("ima:4"))).isNotEqualTo(id(evidence("ima:5")));
        assertThat(facts("", evidence(OWN)).id("executions")).isNotEqualTo(id);
    }

    @Test
    void aRollUpMayGrow() {
        String small = evidence(OWN) + ",\"count\":1";
        String large = evidence(OWN, "audit(1795347151.236:999)") + ",\"count\":7";
        assertThat(id(large)).isEqualTo(id(small)).isNotEqualTo(id(evidence(OWN)));
        assertThat(facts(",\"inode\":\"7\",\"device\":\"fe:00\"", large).id("findings"))
                .isEqualTo(id(small));
    }

    @Test
    void whatRestsOnNoRecordIsKnownByWhatItSays() {
        assertThat(id("\"explanation\":\"7 lines were lost.\""))
                .isNotEqualTo(id("\"explanation\":\"8 lines were lost.\""));
    }

    @Test
    void aFileIsItsNumberOrElseItsPath() {
        LineFacts known = facts(",\"inode\":\"7\",\"device\":\"fe:00\"", evidence(OWN));
        assertThat(known.file()).isEqualTo(Ids.file("h", "fe:00", "7", "/y")).hasSize(20);
        assertThat(facts("", evidence(OWN)).file()).isEqualTo(Ids.file("h", "", "", "/x"));
        assertThat(known.program()).isEqualTo(Ids.program("/bin/sh"));
        assertThat(facts("", "\"interpreter\":\"/bin/eint\"").program()).isEqualTo(Ids.program("/bin/eint"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"host\":", "{}", "{\"@timestamp\":\"now\"}", "{\"@timestamp\":7} {}"})
    void whatIsNoResultIsRefused(String line) {
        assertThatThrownBy(() -> LineFacts.of(line.getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }
}
