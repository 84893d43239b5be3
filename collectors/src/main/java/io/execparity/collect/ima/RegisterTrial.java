package io.execparity.collect.ima;

import io.execparity.collect.ima.Expectations.Reach;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Watches one replay for one expected value. */
final class RegisterTrial {
    private final ExpectedRegister expected;
    private final byte[] value;
    private final PcrReplay replay;
    private long reachedAfter = -1;
    /** With it the register moved on, null while it has not. */
    private @Nullable MeasurementEntry leaving;

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

    /** After the replay took an entry. */
    void extended(MeasurementEntry entry) {
        if (entry.register() != expected.register()) {
            return;
        }
        if (replay.is(entry.register(), value)) {
            reachedAfter = entry.number() + 1;
            leaving = null;
            later = 0;
        } else if (reachedAfter >= 0) {
            leaving = leaving == null ? entry : leaving;
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
                Optional.ofNullable(leaving),
                isSatisfied(expectations.reach(), expectations.prefix()));
    }

    private boolean isSatisfied(Reach reach, long prefix) {
        if (reachedAfter < 0) {
            return false;
        }
        return switch (reach) {
            case AT_END -> later == 0;
            case AFTER -> reachedAfter <= prefix && (leaving == null || prefix <= leaving.number());
            case ANYWHERE -> true;
        };
    }
}
