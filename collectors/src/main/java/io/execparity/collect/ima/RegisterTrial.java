package io.execparity.collect.ima;

import java.util.Arrays;

/** Watches one replay for one expected value. */
final class RegisterTrial {
    private final ExpectedRegister expected;
    private final byte[] value;
    private final PcrReplay replay;
    private final ReachedPlace place = new ReachedPlace();

    RegisterTrial(ExpectedRegister expected, PcrReplay replay) {
        this.expected = expected;
        this.value = expected.value().toArray();
        this.replay = replay;
        if (Arrays.equals(value, new byte[value.length])) {
            place.reachedAtBeginning();
        }
    }

    ExpectedRegister expected() {
        return expected;
    }

    /** After the replay took an entry. */
    void extended(MeasurementEntry entry) {
        if (entry.register() == expected.register()) {
            place.extended(entry, replay.is(entry.register(), value));
        }
    }

    boolean wasReached() {
        return place.wasReached();
    }

    RegisterResult result(Expectations expectations) {
        return new RegisterResult(
                expected,
                replay.value(expected.register()),
                replay.rule(),
                place.reachedAfter(),
                place.later(),
                place.leaving(),
                place.isWhere(expectations));
    }
}
