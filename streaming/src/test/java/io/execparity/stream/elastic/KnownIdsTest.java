package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.stream.ResultKind;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KnownIdsTest {
    private static BulkDocument document(String id, int content) {
        return new BulkDocument(
                ResultKind.FINDINGS, id, Integer.toString(content).getBytes(UTF_8));
    }

    @Test
    void knowsWhatAMapWouldKnow() {
        Random random = new Random(9);
        KnownIds known = new KnownIds();
        Map<String, Integer> expected = new HashMap<>();
        byte[] id = new byte[20];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(id);
            // Few different ones, and many that begin alike.
            id[0] = 0;
            id[1] = (byte) (i % 3);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
            String chosen = i % 4 == 0 && !expected.isEmpty()
                    ? expected.keySet().iterator().next()
                    : text;
            known.put(document(chosen, i));
            expected.put(chosen, i);
        }

        assertThat(known.size()).isEqualTo(expected.size());
        expected.forEach((text, content) -> {
            assertThat(known.match(document(text, content))).isEqualTo(KnownIds.Match.SAME);
            assertThat(known.match(document(text, -1))).isEqualTo(KnownIds.Match.OTHER);
        });
        assertThat(known.match(document("no id of ours", 1))).isEqualTo(KnownIds.Match.NONE);
        assertThat(known.match(document("AAAA", 1))).isEqualTo(KnownIds.Match.NONE);
    }
}
