package io.execparity.stream.flink;

import io.execparity.stream.ResumableHost;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host that an operator instance has at hand, and what of it has yet to be saved or told. */
final class HostAtHand {
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final String name;
    private final ResumableHost known;
    /** What its agents have sent. */
    private final SentLines sent;

    private boolean touched;
    private boolean growing;
    private long savedAt = NEVER;
    private @Nullable List<String> savedFrom;
    private boolean savedEarly;
    private boolean notedUnfinished;

    /** @param saved what the host was taken out with */
    HostAtHand(String name, ResumableHost known, HostState.Saved saved) {
        this.name = name;
        this.known = known;
        this.sent = saved.sent();
        this.savedFrom = saved.from();
        this.savedEarly = saved.early() != null && !saved.early().isEmpty();
    }

    String name() {
        return name;
    }

    /** Whether it is written down that something may be told of it without a further line. */
    boolean isNotedUnfinished() {
        return notedUnfinished;
    }

    void noteUnfinished() {
        notedUnfinished = true;
    }

    /** What its engine and rules know. */
    ResumableHost known() {
        return known;
    }

    SentLines sent() {
        return sent;
    }

    /** Something came from it. */
    void touch() {
        touched = true;
    }

    boolean isUnsaved() {
        return touched || known.changed();
    }

    /** Notices whether a roll-up grew since it was told. */
    void noticeGrowth() {
        growing |= known.rollUpsGrew();
    }

    boolean isGrowing() {
        return growing;
    }

    /** Tells the roll-ups that grew. */
    void tellRollUps() {
        known.tellRollUps();
        growing = false;
    }

    /** For how long nothing of it had to be saved, milliseconds; very long where nothing ever had to be. */
    long savedFor(long now) {
        return now - savedAt;
    }

    /**
     * Brings its store up to date.
     *
     * @param waiting what its coalescer knows, null where no audit record of it ever came
     * @param pages of what its coalescer knows, those that changed
     * @return what else is to be saved of it
     */
    HostState.Saved save(
            byte @Nullable [] waiting, Map<Integer, byte[]> pages, List<String> from, ToldEarly early, long now) {
        known.save();
        touched = false;
        savedAt = now;
        boolean moved = !from.equals(savedFrom);
        savedFrom = from;
        boolean told = savedEarly || !early.isEmpty();
        savedEarly = !early.isEmpty();
        return new HostState.Saved(waiting, pages, moved ? from : null, sent, told ? early : null);
    }
}
