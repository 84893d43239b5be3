package io.execparity.stream.engine;

import io.execparity.schema.execution.Execution;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered of one file during one life of its identity. */
final class FileState {
    /** How many runs without a denial are kept for a denial that may come later. */
    static final int MAX_RUNS = 8;

    private final Map<Denial.Reason, Denial> denials = new EnumMap<>(Denial.Reason.class);
    private final List<PastRun> runs = new ArrayList<>();
    private long unkeptRuns;
    private int runBytes;
    private @Nullable Bytes path;
    private int mode = -1;
    private boolean temporary;
    private boolean deleted;
    private boolean script;
    private @Nullable String sha256;
    private @Nullable Bytes measuredPath;
    private @Nullable Memfd memfd;
    private @Nullable Bytes memfdName;
    private long lastUsed;

    /**
     * An indirect run of the file that no denial had met yet.
     *
     * @param run the run as it was reported
     * @param executable whether any execute bit was set then
     */
    record PastRun(
            Execution run, boolean executable, @Nullable Bytes confinement) {}

    @Nullable
    Bytes path() {
        return path;
    }

    void path(Bytes value) {
        path = value;
    }

    /** The mode at the last lookup or change, -1 where unknown. */
    int mode() {
        return mode;
    }

    void mode(int value) {
        mode = value;
    }

    boolean temporary() {
        return temporary;
    }

    /** Notes that the file was opened with O_TMPFILE. */
    void markTemporary() {
        temporary = true;
    }

    boolean deleted() {
        return deleted;
    }

    boolean script() {
        return script;
    }

    /** Notes that an interpreter or the kernel's shebang handling read it as a script. */
    void markScript() {
        script = true;
    }

    @Nullable
    String sha256() {
        return sha256;
    }

    void sha256(@Nullable String value) {
        sha256 = value;
    }

    /** The path from outside any chroot, as IMA gave it; null where IMA did not. */
    @Nullable
    Bytes measuredPath() {
        return measuredPath;
    }

    void measuredPath(Bytes value) {
        measuredPath = value;
    }

    @Nullable
    Bytes memfdName() {
        return memfdName;
    }

    void memfdName(Bytes value) {
        memfdName = value;
    }

    @Nullable
    Memfd memfd() {
        return memfd;
    }

    void memfd(Memfd value) {
        memfd = value;
    }

    long lastUsed() {
        return lastUsed;
    }

    void lastUsed(long value) {
        lastUsed = value;
    }

    void deny(Denial denial) {
        denials.put(denial.reason(), denial);
    }

    /** The refusals that were not lifted since, the reason that is known best first. */
    List<Denial> denials() {
        return List.copyOf(denials.values());
    }

    void lift(Denial.Reason reason) {
        denials.remove(reason);
    }

    /** About how many bytes it takes. */
    int weight() {
        int weight = 300
                + Bytes.length(path)
                + Bytes.length(measuredPath)
                + Bytes.length(memfdName)
                + 300 * denials.size()
                + (memfd == null ? 0 : memfd.maker().weight());
        return weight + runBytes;
    }

    /** Ends this life of the identity: what was denied before says nothing about what comes after. */
    void endLife() {
        denials.clear();
        forgetRuns();
        path = null;
        mode = -1;
        temporary = false;
        script = false;
        sha256 = null;
        measuredPath = null;
        memfd = null;
        memfdName = null;
        deleted = true;
    }

    /** Begins a new life. */
    void revive() {
        deleted = false;
    }

    /** Drops what a name that contradicts the known one makes doubtful; a digest is renewed by IMA where it changes. */
    void contradict() {
        denials.clear();
        forgetRuns();
        script = false;
        temporary = false;
        deleted = false;
    }

    void remember(PastRun run) {
        if (runs.size() < MAX_RUNS) {
            runs.add(run);
            runBytes += 300 + run.run().process().weight() + Bytes.length(run.confinement());
        } else {
            unkeptRuns++;
        }
    }

    List<PastRun> runs() {
        return runs;
    }

    /** Runs beyond {@link #MAX_RUNS} that were only counted. */
    long unkeptRuns() {
        return unkeptRuns;
    }

    void forgetRuns() {
        runs.clear();
        runBytes = 0;
        unkeptRuns = 0;
    }
}
