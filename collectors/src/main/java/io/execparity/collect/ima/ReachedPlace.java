package io.execparity.collect.ima;

import io.execparity.collect.ima.Expectations.Reach;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where in a list something expected was last reached, and what came after. */
final class ReachedPlace {
    private long reachedAfter = -1;
    /** With it the registers moved on, null while they have not. */
    private @Nullable MeasurementEntry leaving;

    private long later;

    /** Before the first entry. */
    void reachedAtBeginning() {
        reachedAfter = 0;
    }

    /** After an entry that extended what is watched. */
    void extended(MeasurementEntry entry, boolean reached) {
        if (reached) {
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

    OptionalLong reachedAfter() {
        return reachedAfter < 0 ? OptionalLong.empty() : OptionalLong.of(reachedAfter);
    }

    long later() {
        return later;
    }

    Optional<MeasurementEntry> leaving() {
        return Optional.ofNullable(leaving);
    }

    boolean isWhere(Expectations expectations) {
        if (reachedAfter < 0) {
            return false;
        }
        Reach reach = expectations.reach();
        return switch (reach) {
            case AT_END -> later == 0;
            case AFTER ->
                reachedAfter <= expectations.prefix() && (leaving == null || expectations.prefix() <= leaving.number());
            // A register that was never extended vouches for no entry, and so not for a list that has some.
            case ANYWHERE -> reachedAfter > 0 || later == 0;
        };
    }
}
