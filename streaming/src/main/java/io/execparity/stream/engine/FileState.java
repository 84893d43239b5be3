package io.execparity.stream.engine;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is remembered of one file during one life of its identity. */
final class FileState {
    /** How many runs without a denial are kept for a denial that may come later. */
    static final int MAX_RUNS = 8;

    static final int MAX_LINKS = 8;

    final Map<Denial.Reason, Denial> denials = new EnumMap<>(Denial.Reason.class);
    final List<PastRun> runs = new ArrayList<>();
    long unkeptRuns;
    private int runBytes;

    @Nullable
    Bytes path;
    /** Further names that links on record gave it. */
    final Set<Bytes> links = new TreeSet<>();

    private int linkBytes;

    @Nullable
    Bytes label;
    /** How often it was opened for writing. */
    long writes;

    /** The writes when IMA had occasion to measure it, -1 for never. */
    long measuredAt = -1;
    /** The writes when what was in it was found in every measurement list, -1 for never. */
    long listedAt = -1;

    int mode = -1;
    boolean temporary;
    boolean deleted;
    boolean script;

    @Nullable
    ContentDigest digest;

    @Nullable
    Bytes measuredPath;

    @Nullable
    Memfd memfd;

    @Nullable
    Bytes memfdName;

    /** The serial of the event that began this life, 0 where none is on record: what was asked before asked of another. */
    long since;
    /** True where its making is on record, so that it is another file than the one before. */
    boolean made;
    /** The serial of the event that took its last name on record, 0 where it took another or none did. */
    long lostNameAt;

    long lastUsed;

    /**
     * An indirect run of the file that no denial had met yet.
     *
     * @param run the run as it was reported
     * @param mode the file's mode then, -1 where unknown
     * @param writes how often the file had been opened for writing then
     * @param at the engine's time of the run's end
     */
    record PastRun(Execution run, int mode, @Nullable Bytes confinement, long writes, long at) {}

    @Nullable
    Bytes path() {
        return path;
    }

    void path(Bytes value) {
        path = value;
    }

    /** Notes a further name of the same file. */
    void link(Bytes name) {
        if (links.size() < MAX_LINKS && links.add(name)) {
            linkBytes += 64 + name.length();
        }
    }

    /** True where the name is the file's own, or one that a link on record gave it, or where it has none yet. */
    boolean mayBeNamed(Bytes name) {
        return path == null || PathNames.mayBeSame(path, name) || links.contains(name);
    }

    private void forgetLinks() {
        links.clear();
        linkBytes = 0;
    }

    /** Notes the label of a lookup: what was refused for another label may be allowed now. */
    void label(Bytes value) {
        if (label != null && !label.equals(value)) {
            lift(Denial.Reason.CONFINEMENT);
        }
        label = value;
    }

    /** How often it was opened for writing: so long as this is the same, its content is. */
    long writes() {
        return writes;
    }

    /** Notes that the content may have changed: its digest and IMA's refusals are of the content before. */
    void written() {
        writes++;
        digest = null;
        lift(Denial.Reason.APPRAISAL);
    }

    /** The mode at the last lookup or change, -1 where unknown. */
    int mode() {
        return mode;
    }

    /** Notes that IMA had occasion to measure the content that is in it now. */
    void measured() {
        measuredAt = writes;
    }

    /**
     * True where IMA had occasion to measure it, and it may have been other content then.
     *
     * @param content by the number of writes before
     */
    boolean measuredBefore(long content) {
        return measuredAt >= 0 && measuredAt < content;
    }

    /** True where a content of it, by the number of writes before, was found in every measurement list. */
    boolean isListed(long content) {
        return listedAt == content;
    }

    void markListed(long content) {
        listedAt = content;
    }

    /** Notes the mode of a lookup or change; what another mode refused may be allowed now. */
    void mode(int value) {
        if (mode != value) {
            lift(Denial.Reason.MODE_FOR_USER);
        }
        if ((value & 0111) != 0) {
            lift(Denial.Reason.MODE);
        }
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
    ContentDigest digest() {
        return digest;
    }

    void digest(@Nullable ContentDigest value) {
        digest = value;
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
                + Bytes.length(label)
                + linkBytes
                + (memfd == null ? 0 : memfd.maker().weight());
        return weight + runBytes;
    }

    /** Ends this life of the identity: what was denied before says nothing about what comes after. */
    void endLife() {
        writes++;
        measuredAt = -1;
        denials.clear();
        forgetRuns();
        path = null;
        forgetLinks();
        label = null;
        mode = -1;
        temporary = false;
        script = false;
        digest = null;
        measuredPath = null;
        memfd = null;
        memfdName = null;
        deleted = true;
    }

    /** Begins a new life, with a file made under this identity. */
    void beginLife(EventKey by) {
        endLife();
        deleted = false;
        since = by.serial();
        made = true;
    }

    /** Notes that a name led to it after all: its number was given to a new file, or it had a name more than was known. */
    void revive() {
        deleted = false;
        made &= lostNameAt <= since;
        since = Math.max(since, lostNameAt);
    }

    /** True where its last name on record went, and only a lookup by another, which a link may lead from, says it has one. */
    boolean isNamedByLookupAlone() {
        return !deleted && !made && lostNameAt > 0 && lostNameAt == since;
    }

    /** Takes away a name, absolute where it could be: its life goes on under a link on record, and ends otherwise. */
    void loseName(@Nullable Bytes name, EventKey by) {
        boolean link = name != null && loseLink(name);
        boolean own = path == null || name == null || PathNames.mayBeSame(path, name) || PathNames.mayEndIn(path, name);
        if (own && !links.isEmpty()) {
            path = links.iterator().next();
            loseLink(path);
        } else if (own || !link) {
            endLife();
            lostNameAt = own ? by.serial() : 0;
        }
    }

    /** Takes away the name of a link, without end for the file; true where it was one. */
    boolean loseLink(Bytes name) {
        boolean lost = links.remove(name);
        linkBytes -= lost ? 64 + name.length() : 0;
        return lost;
    }

    /** Drops what a name that contradicts the known one makes doubtful; a digest is renewed by IMA where it changes. */
    void contradict() {
        denials.clear();
        forgetLinks();
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
