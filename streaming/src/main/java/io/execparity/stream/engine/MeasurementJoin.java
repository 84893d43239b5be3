package io.execparity.stream.engine;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.EvidenceOrder;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.engine.Unmeasured.Reason;
import io.execparity.stream.measurement.HostMeasurements;
import io.execparity.stream.measurement.ListedContents;
import io.execparity.stream.measurement.NameHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds what ran against the host's measurement lists. A list has neither times nor inode numbers: a run and an entry
 * meet in the digest where IMA's audit records tie the run to one, and in the path alone where they do not.
 */
final class MeasurementJoin {
    private static final int RUNS = 1;
    private static final int VIOLATIONS = 2;

    private final String host;
    private final HostMeasurements told;
    private final FileLedger files;
    private final NameHash hash = new NameHash();
    private final PolicyReasons policy;
    private final ListedViolations violations;
    private final UnmeasuredRuns runs;

    private MeasurementJoin(
            String host, HostMeasurements told, FileLedger files, StateRoom room, Consumer<Observation> out) {
        this.host = host;
        this.told = told;
        this.files = files;
        this.policy = new PolicyReasons(told);
        this.violations = new ListedViolations(host, told.boots(), out);
        this.runs = new UnmeasuredRuns(host, told, room, out);
    }

    /** The join for a host with the first lists that may be its, null where none were given. */
    static @Nullable MeasurementJoin of(
            String host, List<HostMeasurements> given, FileLedger files, StateRoom room, Consumer<Observation> out) {
        for (HostMeasurements told : given) {
            if (!told.boots().isEmpty() && told.concern(host)) {
                return new MeasurementJoin(host, told, files, room, out);
            }
        }
        return null;
    }

    /**
     * Adds what the lists tell of a run's file: its place as evidence where a digest ties them, and the digest where a
     * path does that only one content has.
     */
    Execution carry(Execution run, OpenRun open, ProcessState process) {
        int boot = runs.likeliest();
        FileView file = run.file();
        if (boot < 0 || run.hasNoFile()) {
            return run;
        }
        Bytes name = listedName(run, open);
        ListedContents contents = told.boots().get(boot).contents();
        ContentDigest digest = file.digest();
        long entry = -1;
        if (digest != null) {
            entry = contents.entryOf(digest, name == null ? 0 : hash.of(name));
        } else if (name != null && leavesEntry(run, open)) {
            ListedContents.Named named = contents.named(hash.of(name));
            if (named != null && named.digest() != null && isOwn(process, contents, named, name)) {
                entry = named.entry();
                digest = named.digest();
            }
        }
        return entry < 0
                ? run
                : run.with(new FileView(file.path(), file.identity(), digest), EvidenceOrder.listed(entry));
    }

    /** True for a run that cannot but have left its entry, of a file that nobody was seen to write to. */
    private boolean leavesEntry(Execution run, OpenRun open) {
        FileState state = state(open);
        boolean measured = run.mode() == Mode.DIRECT && run.origin() == CodeOrigin.FILE;
        return measured && told.boots().size() == 1 && runs.boots() == 1 && (state == null || state.writes() == 0);
    }

    /** True where the path is the one that IMA saw: no other root or link can lead to an entry of that last part. */
    private boolean isOwn(ProcessState process, ListedContents contents, ListedContents.Named named, Bytes name) {
        return process.pathTrusted || contents.hasBaseNameAtMost(hash.ofBaseName(name), named.count());
    }

    /** Notes which content of its file a run began with, and that IMA had occasion to measure it. */
    void began(OpenRun open) {
        FileState state = state(open);
        if (open.file != null && state != null) {
            open.content = state.writes();
            if (open.mode == Mode.DIRECT) {
                date(open, open.file, state);
                state.measured();
                files.put(open.file, state);
            }
        }
    }

    /** The record of a first measurement tells when its entry was made; a file that ran before is not measured again. */
    private void date(OpenRun open, FileIdentity file, FileState state) {
        ContentDigest digest = state.digest();
        Bytes name = state.measuredPath();
        if (digest == null || name == null || !files.measuredJustNow(file)) {
            return;
        }
        for (int boot = 0; boot < told.boots().size(); boot++) {
            long entry = told.boots().get(boot).contents().entryUnder(digest, hash.of(name));
            if (entry >= 0) {
                runs.date(boot, entry, open.key);
            }
        }
    }

    /** Takes a run that is over. */
    void ended(Execution run, OpenRun open) {
        if (run.outcome() != Outcome.RAN || run.hasNoFile()) {
            return;
        }
        FileState state = state(open);
        Bytes name = listedName(run, open);
        List<Found> found = new ArrayList<>();
        for (int boot = 0; boot < told.boots().size(); boot++) {
            found.add(find(boot, run, open, name, state));
        }
        if (state != null && found.stream().allMatch(Found::listed)) {
            state.markListed(open.content);
        }
        if (open.file != null && state != null) {
            files.put(open.file, state);
        }
        runs.take(run, key(run, open), found);
    }

    /**
     * Takes the execution of an interpreter, of which there is no run but that of its script. Only where its digest is on
     * record: by a path alone a site that lists no interpreter would hear of each.
     */
    void interprets(EventKey key, ProcessState process) {
        FileIdentity image = process.image;
        FileState state = image == null ? null : files.known(image);
        ContentDigest digest = state == null ? null : state.digest();
        Bytes name = state == null ? null : state.measuredPath();
        if (state == null || digest == null || name == null) {
            return;
        }
        OpenRun open = new OpenRun(key, process.view(), Mode.DIRECT, Vector.BINARY);
        open.file = image;
        open.content = state.writes();
        Execution run = executed(key, process, new FileView(name, image, digest));
        List<Found> found = new ArrayList<>();
        for (int boot = 0; boot < told.boots().size(); boot++) {
            ListedContents contents = told.boots().get(boot).contents();
            long entry = contents.entryOf(digest, hash.of(name));
            Reason reason = contents.tells(digest) ? reasonFor(boot, name) : Reason.UNDECIDED;
            found.add(entry >= 0 ? new Found(entry, null) : missing(boot, run, open, reason, true, false));
        }
        runs.take(run, key(run, open), found);
    }

    private Execution executed(EventKey key, ProcessState process, FileView image) {
        return new Execution(
                host,
                key,
                process.view(),
                Mode.DIRECT,
                Vector.BINARY,
                CodeOrigin.FILE,
                CheckState.NONE,
                null,
                Outcome.RAN,
                process.securebits.bits(),
                image,
                null,
                null,
                List.of(key.stamp()));
    }

    /** Notes that a check had the file measured, as an execution would have. */
    void checked(FileView file) {
        FileIdentity identity = file.identity();
        FileState state = identity == null ? null : files.known(identity);
        if (identity != null && state != null) {
            state.measured();
            files.put(identity, state);
        }
    }

    /** The place of a file's content in the one list that it may be in, as evidence; empty where no digest ties them. */
    List<String> places(FileView file) {
        int boot = runs.likeliest();
        ContentDigest digest = file.digest();
        if (boot < 0 || digest == null) {
            return List.of();
        }
        long name = file.path() == null ? 0 : hash.of(file.path());
        long entry = told.boots().get(boot).contents().entryOf(digest, name);
        return entry < 0 ? List.of() : List.of(EvidenceOrder.listed(entry));
    }

    /** Takes a violation on record; it is told at the end, with the entry that it left. */
    void violated(Observation.MeasurementViolation violation, @Nullable Bytes name) {
        violations.onRecord(violation, name == null ? Bytes.EMPTY : NameHash.asListed(name), runs.boots() - 1);
    }

    void reboot() {
        runs.reboot();
    }

    /** Tells everything that waited for the end. */
    void finish(EventKey last) {
        violations.finish(runs.finish(last), last);
    }

    /**
     * What one list says of one run.
     *
     * @param entry its place, -1 where it is not listed or only its name is
     * @param why null where it is listed
     */
    record Found(long entry, @Nullable Unmeasured why) {
        boolean listed() {
            return why == null;
        }
    }

    private Found find(int boot, Execution run, OpenRun open, @Nullable Bytes name, @Nullable FileState state) {
        ListedContents contents = told.boots().get(boot).contents();
        long hashed = name == null ? 0 : hash.of(name);
        ContentDigest digest = state == null || state.writes() != open.content ? null : state.digest();
        if (digest != null) {
            long entry = contents.entryOf(digest, hashed);
            if (entry >= 0) {
                return new Found(entry, null);
            }
            if (contents.tells(digest)) {
                return missing(boot, run, open, reasonFor(boot, name), true, false);
            }
        }
        if (state != null && state.isListed(open.content) && told.boots().size() == 1) {
            return new Found(-1, null);
        }
        if (name == null || name.isEmpty()) {
            return missing(boot, run, open, Reason.UNDECIDED, false, false);
        }
        ListedContents.Named named = contents.named(hashed);
        if (named == null) {
            return unlisted(boot, run, open, name);
        }
        if (open.origin == CodeOrigin.MEMFD) {
            return missing(boot, run, open, Reason.UNDECIDED, false, false);
        }
        boolean changed = run.mode() == Mode.INDIRECT && state != null && state.measuredBefore(open.content);
        return changed && named.digest() != null
                ? missing(boot, run, open, Reason.CHANGED, false, false)
                : new Found(named.entry(), null);
    }

    /** Why content is missing whose digest is on record. */
    private Reason reasonFor(int boot, @Nullable Bytes name) {
        if (name == null) {
            return Reason.UNKNOWN;
        }
        if (told.boots().get(boot).contents().named(hash.of(name)) != null) {
            return Reason.CHANGED;
        }
        return violations.has(boot, NameHash.asListed(name)) ? Reason.VIOLATION : Reason.UNKNOWN;
    }

    private Found unlisted(int boot, Execution run, OpenRun open, Bytes name) {
        if (violations.has(boot, NameHash.asListed(name))) {
            return missing(boot, run, open, Reason.VIOLATION, false, false);
        }
        if (open.origin != CodeOrigin.MEMFD && !name.startsWith("/")) {
            return missing(boot, run, open, Reason.UNDECIDED, false, false);
        }
        boolean elsewhere = told.boots().get(boot).contents().hasBaseName(hash.ofBaseName(name));
        return missing(boot, run, open, Reason.UNKNOWN, false, elsewhere);
    }

    private Found missing(
            int boot, Execution run, OpenRun open, Reason reason, boolean contentKnown, boolean elsewhere) {
        String list = told.boots().get(boot).lists().get(0);
        Unmeasured why = new Unmeasured(reason, list, contentKnown, elsewhere, true, null, null);
        return new Found(-1, reason == Reason.UNKNOWN ? policy.explain(why, run, open) : why);
    }

    private @Nullable FileState state(OpenRun open) {
        return open.file == null ? null : files.known(open.file);
    }

    /** What IMA calls the file, null where that cannot be told. */
    private @Nullable Bytes listedName(Execution run, OpenRun open) {
        FileState state = state(open);
        Bytes measured = state == null ? null : state.measuredPath();
        if (measured != null) {
            return measured;
        }
        if (open.origin == CodeOrigin.MEMFD) {
            return open.memfdName == null ? null : NameHash.memoryFile(open.memfdName);
        }
        Bytes path = run.file().path();
        return path == null || PathNames.namesDescriptor(path) ? null : PathNames.withoutDeleted(path);
    }

    /** The same for the same content of a file, as far as writing to it is on record. */
    private static String key(Execution run, OpenRun open) {
        if (open.file != null) {
            return open.file.device() + " " + open.file.inode() + " " + open.content;
        }
        return String.valueOf(run.file().path());
    }

    void save(StateWriter out) {
        out.message(RUNS, runs::save);
        out.message(VIOLATIONS, violations::save);
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case RUNS -> runs.restore(in.message());
                case VIOLATIONS -> violations.restore(in.message(), runs.boots());
                default -> {}
            }
        }
    }
}
