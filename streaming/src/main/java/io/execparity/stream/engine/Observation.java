package io.execparity.stream.engine;

import io.execparity.schema.event.MissingPart;
import io.execparity.schema.event.SourceLoss;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.measurement.ListFlaw;
import io.execparity.stream.measurement.UnknownDigests;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something the engine saw happen on a host. Detections read observations and nothing else. */
public sealed interface Observation {
    /** Stands for a number that nobody knows yet. */
    long UNCOUNTED = 0;

    String host();

    EventKey key();

    /**
     * Code began to run, as far as its file and origin are known. What becomes of it is told by {@link RunEnded}.
     *
     * @param run with outcome unknown unless the kernel said already
     */
    record RunBegan(Execution run, RunFacts facts) implements Observation {
        @Override
        public String host() {
            return run.host();
        }

        @Override
        public EventKey key() {
            return run.key();
        }
    }

    /**
     * A run is over, or was watched long enough; a denied one included. Its execution is final.
     *
     * @param key the event that settled it
     */
    record RunEnded(EventKey key, Execution run, RunFacts facts) implements Observation {
        @Override
        public String host() {
            return run.host();
        }
    }

    /** The kernel was asked whether a file could be executed, and by whom. */
    record CheckMade(Check check) implements Observation {
        @Override
        public String host() {
            return check.host();
        }

        @Override
        public EventKey key() {
            return check.key();
        }
    }

    /**
     * A file was refused that had run indirectly before.
     *
     * @param runs those runs that would have been refused as well, oldest first, at least one
     * @param more further runs that were only counted
     */
    record DenialAfterRuns(String host, EventKey key, Denial denial, List<Execution> runs, long more)
            implements Observation {}

    /**
     * A process tried to give up exec securebits that were set.
     *
     * @param doubtful true where a user namespace may have shed them before
     * @param after what it asked for; none where it entered a new user namespace
     * @param namespace what the kernel does with the bits of who enters a user namespace, null for prctl
     */
    record SecurebitsAttempt(
            String host,
            EventKey key,
            ProcessView process,
            Securebits before,
            boolean doubtful,
            Securebits after,
            @Nullable NamespaceBits namespace,
            boolean succeeded,
            boolean inherited,
            List<String> evidence)
            implements Observation {}

    /** A program called memfd_create, and may have been refused. */
    record MemfdCalled(MemfdCall call) implements Observation {
        @Override
        public String host() {
            return call.host();
        }

        @Override
        public EventKey key() {
            return call.key();
        }
    }

    /**
     * A memory file was mapped executable.
     *
     * @param memfd how it was made, null where its making cannot be told
     * @param opensOnRecord true where the descriptor would have shown had it been handed out again, because other opens
     *     of this process are on record, or where IMA named the file
     */
    record MemfdMapped(
            String host,
            EventKey key,
            ProcessView process,
            @Nullable Memfd memfd,
            boolean dynamicLinker,
            boolean opensOnRecord,
            List<String> evidence)
            implements Observation {}

    /**
     * A security module refused an execution or a check.
     *
     * @param alone true where its record stands without the system call, so that the call may have been another
     */
    record ModuleDenial(
            String host,
            EventKey key,
            ProcessView process,
            FileView file,
            String module,
            String detail,
            boolean alone,
            List<String> evidence)
            implements Observation {}

    /** IMA refused a file, on execution or on a check. */
    record AppraisalFailure(
            String host,
            EventKey key,
            ProcessView process,
            FileView file,
            boolean onCheck,
            Enforcement enforcement,
            Bytes cause,
            List<String> evidence)
            implements Observation {
        /** What became of the call that IMA found fault with: with {@code ima_appraise=log} it goes on. */
        public enum Enforcement {
            REFUSED,
            LET_PASS,
            /** The call is not on record. */
            UNKNOWN;

            static Enforcement of(@Nullable SyscallRecord call) {
                return call == null ? UNKNOWN : call.success() ? LET_PASS : REFUSED;
            }
        }
    }

    /** IMA recorded that a measured file was open for writing, or was written after it was measured. */
    record MeasurementViolation(
            String host, EventKey key, ProcessView process, FileView file, Bytes cause, List<String> evidence)
            implements Observation {
        /** The same by one more piece of evidence. */
        MeasurementViolation with(String witness) {
            List<String> more = new ArrayList<>(evidence);
            more.add(witness);
            return new MeasurementViolation(host, key, process, file, cause, more);
        }
    }

    /**
     * Content ran that is not in the measurement list of its boot, or of which nobody can tell.
     *
     * @param key the first such run
     * @param run one of them, the surest
     * @param why the reason as far as it is known
     * @param reached true where the list has entries that were made after the first such run
     */
    record ExecutedUnmeasured(
            String host,
            EventKey key,
            EventKey last,
            long count,
            Execution run,
            Unmeasured why,
            boolean reached,
            List<String> evidence)
            implements Observation {}

    /**
     * A measurement list has entries that say that something was measured and that nobody can tell what, and of which no
     * record speaks.
     *
     * @param key the last event of the host
     * @param file as the list names it
     * @param entries at least one, as evidence
     * @param sound false where the list was found to be wrong
     */
    record ListedViolation(
            String host, EventKey key, FileView file, String list, List<String> entries, long count, boolean sound)
            implements Observation {}

    /**
     * A measurement list is not what the kernel wrote.
     *
     * @param key the last event of the host
     * @param certain false where another list than this one may be wrong, or none; for a rewritten list, true where a
     *     register vouches for the other
     */
    record ListFlawed(String host, EventKey key, ListFlaw flaw, boolean certain) implements Observation {}

    /**
     * Content was measured that is not in the site's reference.
     *
     * @param key the last event of the host, as a list has no times
     * @param content null where there was no room to say what it was
     * @param entries how many entries of the lists are of it, {@link #UNCOUNTED} where more may follow
     */
    record DigestUnknown(String host, EventKey key, UnknownDigests.@Nullable Content content, long entries)
            implements Observation {}

    /**
     * Content was measured by an algorithm that the site's reference has no digests of.
     *
     * @param key the last event of the host
     * @param entries how many entries of the lists are such, {@link #UNCOUNTED} where more may follow
     */
    record DigestsIncomparable(String host, EventKey key, long entries) implements Observation {}

    /** Auditing itself was changed. */
    record AuditChange(
            String host, EventKey key, Kind kind, @Nullable ProcessView process, long count, List<String> evidence)
            implements Observation {

        /** What was done to auditing. */
        public enum Kind {
            DISABLED,
            RULES_REMOVED,
            RULES_RELOADED,
            DAEMON_STOPPED,
            DAEMON_ABORTED,
            DAEMON_VANISHED
        }
    }

    /**
     * Records are missing.
     *
     * @param serials how many serials are missing between the two stamps
     * @param events how many events lack a part
     * @param parts what they lack
     */
    record RecordsMissing(
            String host,
            EventKey key,
            EventKey last,
            long serials,
            long events,
            Set<MissingPart> parts,
            List<String> evidence)
            implements Observation {}

    /** Evidence was lost or changed before it came here. */
    record SourceLost(SourceLoss loss) implements Observation {
        @Override
        public String host() {
            return loss.host();
        }

        @Override
        public EventKey key() {
            return loss.at();
        }
    }

    /**
     * The stream ended, or was watched long enough, without one record of a kind that rules need.
     *
     * @param last the last event of the host
     */
    record KindNeverSeen(String host, EventKey key, EventKey last, RecordKind kind) implements Observation {}
}
