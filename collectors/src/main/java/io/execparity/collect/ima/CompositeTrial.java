package io.execparity.collect.ima;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;

/** Watches replays, one for each bank, for one digest over registers of theirs. */
final class CompositeTrial {
    private final ExpectedComposite expected;
    private final Map<Bank, PcrReplay> replays;
    private final MessageDigest digest;
    private final byte[] value;
    private final byte[] current;
    private final ReachedPlace place = new ReachedPlace();

    CompositeTrial(ExpectedComposite expected, Map<Bank, PcrReplay> replays) {
        this.expected = expected;
        this.replays = Map.copyOf(replays);
        this.digest = expected.hash().newDigest();
        this.value = expected.digest().toArray();
        this.current = new byte[value.length];
        if (isReached()) {
            place.reachedAtBeginning();
        }
    }

    /** After the replays took an entry. */
    void extended(MeasurementEntry entry) {
        if (expected.replays(entry.register())) {
            place.extended(entry, isReached());
        }
    }

    private boolean isReached() {
        for (ExpectedComposite.Part part : expected.parts()) {
            PcrReplay replay = replays.get(part.bank());
            if (part.value().isPresent()) {
                digest.update(part.value().get().toArray());
            } else if (replay != null) {
                replay.update(digest, part.register());
            }
        }
        TemplateHash.finish(digest, current);
        return Arrays.equals(current, value);
    }

    boolean wasReached() {
        return place.wasReached();
    }

    CompositeResult result(Expectations expectations) {
        return new CompositeResult(
                expected, place.reachedAfter(), place.later(), place.leaving(), place.isWhere(expectations));
    }
}
