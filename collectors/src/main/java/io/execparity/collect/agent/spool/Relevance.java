package io.execparity.collect.agent.spool;

import io.execparity.collect.agent.spool.SpoolRecord.Kind;
import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.ParseResult;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.parse.RejectReason;
import io.execparity.collect.parse.Rejected;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.RecordType;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.record.SystemCall;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which lines are given up first when there is no room for all: records of types that no rule reads, events of system
 * calls that leave no trace in an execution's story, and what is no audit record. What stays is what {@link RecordType}
 * and {@link SystemCall} name, and all that comes from other sources: measurements and a tracer's flags.
 *
 * <p>An event is judged by its SYSCALL record, so that lines have to be shown to {@link #learn} before they are asked
 * about; an event whose SYSCALL was not seen is kept.
 */
public final class Relevance {
    private final LineParser parser = new LineParser();
    private final Set<Long> uninteresting = new HashSet<>();

    /** Remembers events that nothing is concluded from. */
    public void learn(SpoolRecord record) {
        if (isAudit(record)
                && parse(record) instanceof Parsed parsed
                && parsed.record() instanceof SyscallRecord call
                && SystemCall.of(call.arch(), call.number()) == SystemCall.OTHER) {
            uninteresting.add(call.head().key().serial());
        }
    }

    /** Whether a rule may need the record. */
    public boolean needed(SpoolRecord record) {
        if (!isAudit(record)) {
            return true;
        }
        ParseResult result = parse(record);
        if (result instanceof Rejected rejected) {
            return rejected.reason() == RejectReason.LOSS_NOTICE
                    || record.value().length > 0 && record.value()[0] == '{';
        }
        AuditRecord audit = ((Parsed) result).record();
        return switch (audit.head().type()) {
            case OTHER -> false;
            case SYSCALL, PATH, CWD, EXECVE, EOE, MMAP, PROCTITLE ->
                !uninteresting.contains(audit.head().key().serial());
            default -> true;
        };
    }

    /** The serial of the audit event that a line belongs to. */
    public OptionalLong serial(SpoolRecord record) {
        return isAudit(record) && parse(record) instanceof Parsed parsed
                ? OptionalLong.of(parsed.record().head().key().serial())
                : OptionalLong.empty();
    }

    private static boolean isAudit(SpoolRecord record) {
        return record.kind() == Kind.LINE && SourceKind.of(record.source()) == SourceKind.AUDIT;
    }

    private ParseResult parse(SpoolRecord record) {
        return parser.parse(RawLine.of(record.source(), 0, record.value()));
    }
}
