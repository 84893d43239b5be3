package io.execparity.collect.ima;

import io.execparity.collect.ima.Expectations.Reach;
import java.util.Arrays;
import java.util.OptionalLong;

/** Watches one replay for one expected value. */
final class RegisterTrial {
    private final ExpectedRegister expected;
    private final byte[] value;
    private final PcrReplay replay;
    private long reachedAfter = -1;
    /** How many entries there were when the register moved on, -1 while it has not. */
    private long leftAt = -1;

    private long later;

    RegisterTrial(ExpectedRegister expected, PcrReplay replay) {
        this.expected = expected;
        this.value = expected.value().toArray();
        this.replay = replay;
        if (Arrays.equals(value, new byte[value.length])) {
            reachedAfter = 0;
        }
    }

    ExpectedRegister expected() {
        return expected;
    }

    /** After the replay took an entry that is the list's {@code count}th. */
    void extended(int register, long count) {
        if (register != expected.register()) {
            return;
        }
        if (replay.is(register, value)) {
            reachedAfter = count;
            leftAt = -1;
            later = 0;
        } else if (reachedAfter >= 0) {
            leftAt = leftAt < 0 ? count : leftAt;
            later++;
        }
    }

    boolean wasReached() {
        return reachedAfter >= 0;
    }

    RegisterResult result(Expectations expectations) {
        return new RegisterResult(
                expected,
                replay.value(expected.register()),
                replay.rule(),
                reachedAfter < 0 ? OptionalLong.empty() : OptionalLong.of(reachedAfter),
                later,
                isSatisfied(expectations.reach(), expectations.prefix()));
    }

    private boolean isSatisfied(Reach reach, long prefix) {
        if (reachedAfter < 0) {
            return false;
        }
        return switch (reach) {
            case AT_END -> later == 0;
            case AFTER -> reachedAfter <= prefix && (leftAt < 0 || prefix < leftAt);
            case ANYWHERE -> true;
        };
    }
}
