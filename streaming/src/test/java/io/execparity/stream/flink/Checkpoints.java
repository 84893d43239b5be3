package io.execparity.stream.flink;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Checkpoints as a job takes them: an operator is told before those behind it are, and only then saved. */
final class Checkpoints {
    private Checkpoints() {}

    static OperatorSubtaskState take(AbstractStreamOperatorTestHarness<?> harness, long number) throws Exception {
        harness.getOperator().prepareSnapshotPreBarrier(number);
        return harness.snapshot(number, number);
    }
}
