package io.execparity.schema.codec;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Severity;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.Origin;
import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where a line stands in its file: by time, then host, serial, kind and tie. Times come first although serials order a
 * boot's events, because a file holds many hosts and boots and people read it by the clock.
 *
 * @param epochMillis 0 or more
 * @param serial 0 or more
 * @param kind orders the lines of one event
 * @param tie orders what is left; lines that still tie are ordered by their bytes
 */
public record SortKey(long epochMillis, String host, long serial, int kind, String tie) {
    public SortKey {
        requireNonNull(host, "host is null");
        requireNonNull(tie, "tie is null");
        if (epochMillis < 0 || serial < 0 || kind < 0) {
            throw new IllegalArgumentException("negative: " + epochMillis + " ms, serial " + serial + ", kind " + kind);
        }
    }

    /** Of one event's findings the most severe comes first. */
    public static SortKey of(Finding finding) {
        int kind = Severity.CRITICAL.number() - finding.severity().number();
        return of(finding.key(), finding.host(), kind, subject(finding));
    }

    /**
     * Whom a finding is about. A roll-up shows the process of its surest act, which may change as it grows; what it is
     * of, the program and the file, does not.
     */
    private static String subject(Finding finding) {
        ProcessView process = finding.process();
        String who = "";
        if (process != null && finding.rollUp() == null) {
            who = process.entityId();
        } else if (process != null) {
            who = text(process.executable());
        }
        String how =
                finding.execution() == null ? "" : finding.execution().vector().word();
        return finding.rule().slug()
                + ' '
                + who
                + ' '
                + how
                + ' '
                + text(finding.file().path())
                + (finding.about().isEmpty() ? "" : ' ' + finding.about());
    }

    private static String text(@Nullable Bytes bytes) {
        return bytes == null ? "" : BoundedText.of(bytes);
    }

    public static SortKey of(Execution execution) {
        return of(execution.key(), execution.host(), 0, execution.process().entityId());
    }

    public static SortKey of(Check check) {
        return of(check.key(), check.host(), 0, check.process().entityId());
    }

    public static SortKey of(MemfdCall call) {
        return of(call.key(), call.host(), 0, call.process().entityId());
    }

    /** By source and position, for lines without a time. */
    public static SortKey of(Origin origin) {
        return new SortKey(0, origin.source(), origin.offset(), 0, "");
    }

    private static SortKey of(EventKey key, String host, int kind, String tie) {
        return new SortKey(key.epochMillis(), host, key.serial(), kind, tie);
    }
}
