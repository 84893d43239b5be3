package io.execparity.stream.engine;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.MemfdFlags;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.EventKey;
import io.execparity.stream.interpreter.Interpreter;
import io.execparity.stream.state.IntegerCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The runs under way on a host. A run begins with an exec, learns its file from the opens that follow, its answer from
 * checks, and its outcome from the exit status or from what the process does next. What never ends on record is settled
 * after a while.
 */
final class RunLedger {
    /** How long a run is watched for checks, acts and its end before it is reported as it stands. */
    static final long SETTLE_MILLIS = 10_000;
    /** How long a finished run waits for a parent that would tell its securebits. */
    private static final long LINEAGE_MILLIS = 60_000;

    /** Runs of one process under way at once: a shell sources one file after another, and every event looks at all. */
    static final int MAX_RUNS = 64;

    private final String host;
    private final ProcessLedger processes;
    private final FileLedger files;
    private final MountLedger mounts;
    private final Habits habits;
    private final LossWatch losses;
    private final @Nullable MeasurementJoin measurements;
    private final Consumer<Observation> out;
    private final BoundedTable<Integer, Watched> watched;

    /** A process with runs under way. */
    record Watched(int pid, long since) {}

    RunLedger(
            String host,
            Tables tables,
            ProcessLedger processes,
            FileLedger files,
            MountLedger mounts,
            Habits habits,
            LossWatch losses,
            @Nullable MeasurementJoin measurements,
            Consumer<Observation> out) {
        this.host = host;
        this.processes = processes;
        this.files = files;
        this.mounts = mounts;
        this.habits = habits;
        this.losses = losses;
        this.measurements = measurements;
        this.out = out;
        watched = new BoundedTable<>(
                tables.table("watched", IntegerCodec.CODEC, WatchedCodec.CODEC),
                tables.room(),
                65_536,
                Watched::since,
                (pid, watch) -> 100);
    }

    /** Starts to watch a run whose file may or may not be known yet. */
    void begin(ProcessState process, OpenRun run, long now) {
        run.settleAt = now + SETTLE_MILLIS;
        run.begunAt = now;
        run.bind(process);
        noteLoss(run);
        if (process.runs.size() >= MAX_RUNS) {
            finish(process, process.runs.get(0), run.key);
        }
        process.runs.add(run);
        if (!run.awaitsFile()) {
            announce(process, run);
        }
        watch(process, now);
    }

    void watch(ProcessState process, long now) {
        processes.put(process);
        watched.put(process.pid, new Watched(process.pid, now));
    }

    /** Says that a run began, once its file and origin are known. */
    void announce(ProcessState process, OpenRun run) {
        if (run.began) {
            return;
        }
        run.began = true;
        Swap.bind(run, files);
        if (measurements != null) {
            measurements.began(run);
        }
        Execution execution = execution(process, run, checkOf(process, run), run.outcome);
        out.accept(new Observation.RunBegan(execution, facts(process, run)));
    }

    /** The process does something else than ask or open its script: whatever it runs is running. */
    void act(ProcessState process) {
        for (OpenRun run : process.runs) {
            if (run.began) {
                run.actsSince++;
            }
        }
    }

    /** Ends every run of a process that exited, executed something else, or was lost. */
    void close(ProcessState process, EventKey key, boolean exited, int status, long now) {
        List<OpenRun> open = new ArrayList<>(process.runs);
        for (OpenRun run : open) {
            if (run.over) {
                continue;
            }
            noteLoss(run);
            run.over = true;
            run.exitOnRecord = exited;
            run.exitStatus = status;
            if (exited) {
                run.witness(key);
            }
            if (awaitsLineage(process)) {
                run.settleAt = now + LINEAGE_MILLIS;
            } else {
                finish(process, run, key);
            }
        }
        processes.put(process);
    }

    /**
     * Ends a run whose outcome its process's own act has told: a dynamic linker asks, and opens, before it maps. Where a
     * parent may still tell the securebits, it is left to settle.
     */
    void decided(ProcessState process, OpenRun run, EventKey key) {
        if (!awaitsLineage(process)) {
            finishNow(process, run, key);
        }
    }

    private boolean awaitsLineage(ProcessState process) {
        return process.lineageOpen && habits.policySeen() && !process.securebits.any();
    }

    /** Ends every run of a process of which nothing else is known any more. */
    void abandon(ProcessState process, EventKey key) {
        for (OpenRun run : List.copyOf(process.runs)) {
            finish(process, run, key);
        }
    }

    /** Ends a run through a wrapper: what the wrapper executed now is the same run, carried on. */
    @Nullable
    OpenRun throughWrapper(ProcessState process) {
        for (OpenRun run : process.runs) {
            if (run.throughWrapper && !run.over) {
                return run;
            }
        }
        return null;
    }

    /** Settles what has waited long enough; called as time passes. */
    void settle(EventKey key, long now, Consumer<ProcessState> onPending) {
        List<Integer> pids = new ArrayList<>();
        watched.forEachKey(pids::add);
        pids.sort(null);
        for (int pid : pids) {
            ProcessState process = processes.find(pid);
            if (process == null) {
                watched.remove(pid);
                continue;
            }
            onPending.accept(process);
            for (OpenRun run : new ArrayList<>(process.runs)) {
                if (run.settleAt <= now) {
                    finish(process, run, key);
                }
            }
            if (process.runs.isEmpty() && process.pending == null) {
                watched.remove(pid);
            }
            processes.put(process);
        }
    }

    /** When the first settles of what has waited for less long than until then, engine milliseconds; the end of time if none. */
    long dueAfter(long then) {
        long[] due = {Long.MAX_VALUE};
        watched.forEachKey(pid -> {
            ProcessState process = processes.find(pid);
            if (process != null) {
                PendingDenial pending = process.pending;
                if (pending != null && pending.settleAt() > then) {
                    due[0] = Math.min(due[0], pending.settleAt());
                }
                for (OpenRun run : process.runs) {
                    if (run.settleAt > then) {
                        due[0] = Math.min(due[0], run.settleAt);
                    }
                }
            }
        });
        return due[0];
    }

    /** Ends a run of which nothing more is awaited. */
    void finishNow(ProcessState process, OpenRun run, EventKey key) {
        finish(process, run, key);
        processes.put(process);
    }

    /** What is absent from a run proves nothing where records were lost before its end. */
    private void noteLoss(OpenRun run) {
        run.lossNearby |= !run.over && losses.since(run.begunAt);
    }

    private void finish(ProcessState process, OpenRun run, EventKey key) {
        process.runs.remove(run);
        noteLoss(run);
        if (neverOpened(process, run)) {
            return;
        }
        Swap.note(process, run);
        ProcessState.@Nullable Question question = process.lastQuestion(run.file, run.fileSince);
        CheckState check = checkOf(process, run);
        Outcome outcome = Outcomes.of(run, check, habits.asks(process));
        if (question != null) {
            run.checkInterface = question.through();
            if (!run.evidence.contains(question.evidence())) {
                run.evidence.add(Math.min(1, run.evidence.size()), question.evidence());
            }
        }
        announce(process, run);
        Execution execution = execution(process, run, check, outcome);
        RunFacts facts = facts(process, run);
        remember(process, execution, run);
        out.accept(new Observation.RunEnded(key, execution, facts));
        if (measurements != null) {
            measurements.ended(execution, run);
        }
    }

    /**
     * True where opens are on record, the file that was asked for was never opened, and the interpreter said so by its exit
     * status: nothing ran. One that looks for a file by itself does without.
     */
    private static boolean neverOpened(ProcessState process, OpenRun run) {
        boolean byItself = run.path == null && run.module == null;
        boolean failed = run.over && run.exitOnRecord && (run.exitStatus != 0 || byItself);
        return run.lacksFile() && process.opensOnRecord && failed && !run.lossNearby;
    }

    private CheckState checkOf(ProcessState process, OpenRun run) {
        if (run.check != CheckState.NONE) {
            return run.check;
        }
        ProcessState.@Nullable Question question = process.lastQuestion(run.file, run.fileSince);
        if (question != null) {
            return question.state();
        }
        return run.lossNearby && run.file != null && run.vector != Vector.BINARY ? CheckState.UNKNOWN : CheckState.NONE;
    }

    /** Keeps an indirect run of a file for a refusal that may come later, unless one speaks of it already. */
    private void remember(ProcessState process, Execution execution, OpenRun run) {
        FileIdentity file = run.file;
        boolean indirect = execution.mode() == Mode.INDIRECT && execution.outcome() == Outcome.RAN;
        if (file == null || !indirect || execution.check() == CheckState.DENIED) {
            return;
        }
        FileState state = files.at(file);
        if (state.denials().isEmpty() && run.origin == CodeOrigin.FILE) {
            int mode = run.fileMode >= 0 ? run.fileMode : state.mode();
            state.remember(new FileState.PastRun(execution, mode, process.subject, state.writes(), files.now()));
        }
        files.put(file, state);
    }

    private Execution execution(ProcessState process, OpenRun run, CheckState check, Outcome outcome) {
        Execution execution = new Execution(
                host,
                run.key,
                run.process,
                run.mode,
                run.vector,
                run.origin,
                check,
                check == CheckState.ALLOWED || check == CheckState.DENIED ? run.checkInterface : null,
                outcome,
                run.policy.bits(),
                files.view(run.path, run.file),
                run.interpreterPath,
                run.memfd == null ? null : MemfdFlags.of(run.memfd.flags()),
                run.evidence);
        return measurements == null ? execution : measurements.carry(execution, run, process);
    }

    private RunFacts facts(ProcessState process, OpenRun run) {
        Interpreter interpreter = run.interpreter;
        return new RunFacts(
                StandingDenials.of(process, run, files, mounts),
                run.memfd,
                run.memfdName,
                run.checkedOther,
                run.checkedBy,
                run.swapUncertain,
                run.originUncertain,
                interpreter != null && habits.asks(process),
                run.policy,
                run.lossNearby,
                run.fileKnown,
                run.exitOnRecord,
                run.stdinGuessed);
    }

    void reboot() {
        watched.clear();
    }
}
