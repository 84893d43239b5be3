package io.execparity.stream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class TracedCallsTest {
    private static final long BOOTED = 1_795_000_000_000L;

    private final TracedCalls calls = new TracedCalls();

    private static TracedCall call(int pid, long bootMillis, int flags) {
        return new TracedCall(pid, bootMillis, 3, flags, -13);
    }

    private OptionalInt flags(int pid, long epochMillis) {
        return calls.flags(pid, 3, -13, epochMillis);
    }

    @Test
    void eachCallIsMatchedOnceInItsOrder() {
        calls.add(call(7, 1_000, 0));
        calls.add(call(7, 1_100, 0x11000));

        assertThat(flags(8, BOOTED + 1_000)).isEmpty();
        assertThat(flags(7, BOOTED + 1_000)).hasValue(0);
        assertThat(flags(7, BOOTED + 1_100)).hasValue(0x11000);
        assertThat(flags(7, BOOTED + 1_100)).isEmpty();
    }

    @Test
    void aCallOfAnotherTimeIsNotTheEvents() {
        calls.add(call(7, 1_000, 0));
        calls.add(call(7, 60_000, 1));
        flags(7, BOOTED + 1_000);

        assertThat(flags(7, BOOTED + 30_000)).isEmpty();
        assertThat(flags(7, BOOTED + 60_500)).hasValue(1);
    }

    @Test
    void afterARebootOnlyWhatTheNewBootsTracerToldIsLeft() {
        calls.add(call(7, 1_000_000, 0));
        flags(7, BOOTED + 1_000_000);
        calls.add(call(7, 1_000_500, 1));
        calls.add(call(7, 20_000, 2));

        calls.reboot();

        assertThat(flags(7, BOOTED + 2_000_000)).hasValue(2);
        assertThat(flags(7, BOOTED + 2_000_000)).isEmpty();
    }

    @Test
    void atARebootAllIsForgottenThatNoNewBootFollows() {
        calls.add(call(7, 1_000_000, 0));

        calls.reboot();

        assertThat(flags(7, BOOTED + 1_000_000)).isEmpty();
    }

    @Test
    void theOldestGoWhereThereIsNoRoom() {
        for (int pid = 0; pid <= TracedCalls.MOST; pid++) {
            calls.add(call(pid, 1_000, pid));
        }

        assertThat(flags(0, BOOTED)).isEmpty();
        assertThat(flags(TracedCalls.MOST, BOOTED)).hasValue(TracedCalls.MOST);
    }

    @Test
    void whatWasSavedIsGoneOnWith() throws Exception {
        calls.add(call(7, 1_000, 0));
        calls.add(call(7, 1_100, 0x11000));
        flags(7, BOOTED + 1_000);
        StateWriter out = new StateWriter();
        calls.save(out);

        TracedCalls restored = new TracedCalls();
        restored.restore(new StateReader(out.toByteArray()));

        assertThat(restored.flags(7, 3, -13, BOOTED + 90_000)).isEmpty();
        assertThat(restored.flags(7, 3, -13, BOOTED + 1_100)).hasValue(0x11000);
    }

    @Test
    void aLineThatTellsOfNoCallIsNone() {
        assertThat(TracedCall.parse("{\"boot_ns\":5000000,\"pid\":1,\"dirfd\":3,\"flags\":69632,\"ret\":-13}"))
                .contains(new TracedCall(1, 5, 3, 69_632, -13));
        for (String line : new String[] {
            "",
            "Attaching 3 probes...",
            "{",
            "{\"pid\":1}",
            "{\"pid\":1,\"flags\":\"0\",\"ret\":0}",
            "{\"pid\":99999999999999999999,\"flags\":0,\"ret\":0}",
            "{\"probe\":\"execveat-flags\",\"version\":1}"
        }) {
            assertThat(TracedCall.parse(line)).as(line).isEmpty();
        }
    }
}
