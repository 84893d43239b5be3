package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatheredLinesTest {
    private static final long LIMIT = 1_000;

    private GatheredLines lines;
    private List<String> taken;

    @BeforeEach
    void setUp() {
        lines = new GatheredLines(LIMIT);
        taken = new ArrayList<>();
    }

    private static HostLine line(String host, long offset) {
        return new HostLine(host, "audit/0", offset, LineNumber.NONE, new byte[100]);
    }

    private void take(HostLine line) {
        taken.add(line.host() + line.offset());
    }

    @Test
    void eachHostsLinesAreTakenOneBehindTheOther() throws Exception {
        // Given
        lines.add(line("a", 1));
        lines.add(line("b", 2));
        lines.add(line("a", 3));
        lines.add(line("c", 4));
        lines.add(line("b", 5));

        // When
        lines.takeAll(this::take);

        // Then
        assertThat(taken).containsExactly("a1", "a3", "b2", "b5", "c4");
        assertThat(lines.isEmpty()).isTrue();
    }

    @Test
    void whatWasTakenIsNotTakenAgain() throws Exception {
        // Given
        lines.add(line("a", 1));
        lines.takeAll(this::take);
        lines.add(line("a", 2));

        // When
        lines.takeAll(this::take);

        // Then
        assertThat(taken).containsExactly("a1", "a2");
    }

    @Test
    void oneHostsLinesAreTakenWithoutThoseOfOthers() throws Exception {
        // Given
        lines.add(line("a", 1));
        lines.add(line("b", 2));
        lines.add(line("a", 3));

        // When
        lines.takeAll("a", this::take);
        lines.takeAll("unheard of", this::take);

        // Then
        assertThat(taken).containsExactly("a1", "a3");
        assertThat(lines.isEmpty()).isFalse();
        lines.takeAll(this::take);
        assertThat(taken).containsExactly("a1", "a3", "b2");
    }

    @Test
    void theyAreManyByTheRoomTheyTake() throws Exception {
        // Given
        for (int i = 0; i < 4; i++) {
            lines.add(line("host-" + i, i));
            assertThat(lines.areMany()).isFalse();
        }

        // When
        lines.add(line("host-0", 4));

        // Then
        assertThat(lines.areMany()).isTrue();
        lines.takeAll("host-0", this::take);
        assertThat(lines.areMany()).isFalse();
        lines.takeAll(this::take);
        lines.add(line("host-1", 5));
        assertThat(lines.areMany()).isFalse();
    }
}
