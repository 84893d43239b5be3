package io.execparity.collect.parse;

import io.execparity.collect.source.LineReader;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.EventKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Understands a line in whichever form it comes: auditd's log, the kernel's log, a journal export or syslog. Each line
 * is judged by itself, so forms may be mixed. No input makes it throw.
 *
 * <p>Not for use by several threads at once.
 */
public final class LineParser {
    /** The syslog tags under which audit records are shipped; {@code audisp-} programs are believed as well. */
    private static final Set<String> USUAL_TAGS = Set.of("kernel", "auditd", "audit", "audispd");

    private final RecordParser records = new RecordParser();
    private final Set<String> believedTags;

    public LineParser() {
        this(Set.of());
    }

    /**
     * @param furtherTags syslog tags to believe besides the usual ones. Anybody on a host may use any tag, so that each
     *     is a promise that the host's syslog lets only its shipper use it.
     */
    public LineParser(Set<String> furtherTags) {
        believedTags = Set.copyOf(furtherTags);
    }

    /** The record on the line, or why there is none. Both outlive the line's buffer. */
    public ParseResult parse(RawLine line) {
        byte[] bytes = line.buffer();
        int start = line.start();
        int end = start + line.length();
        if (line.length() > LineReader.MAX_LINE_BYTES) {
            return Rejected.of(line, RejectReason.OVERSIZED);
        }
        int first = Ascii.skip(bytes, start, end, ' ');
        if (first == end) {
            return Rejected.of(line, RejectReason.EMPTY);
        }
        return switch (bytes[first]) {
            case 't', 'n' -> records.parse(line, bytes, first, end, "");
            case '#' -> Rejected.of(line, RejectReason.COMMENT);
            case '{' -> journal(line);
            default -> wrapped(line, bytes, first, end);
        };
    }

    /**
     * The answer to a line of which only the beginning was kept.
     *
     * @param fullLength how many bytes it had
     */
    public Rejected oversized(RawLine beginning, long fullLength) {
        return new Rejected(
                beginning.origin(), RejectReason.OVERSIZED, beginning.copy(Rejected.BYTES_KEPT), fullLength);
    }

    private ParseResult wrapped(RawLine line, byte[] bytes, int start, int end) {
        SyslogHeader header = SyslogHeader.of(bytes, start, end);
        if (header == null) {
            int afterPriority = SyslogHeader.afterPriority(bytes, start, end);
            return unwrapped(line, bytes, afterPriority, end, "");
        }
        boolean believed = isBelieved(text(bytes, header.tagStart(), header.tagEnd()));
        if (!believed) {
            return unbelieved(line, bytes, header.message(), end);
        }
        String host = records.host(bytes, header.hostStart(), header.hostEnd());
        return unwrapped(line, bytes, header.message(), end, host);
    }

    private ParseResult unwrapped(RawLine line, byte[] bytes, int start, int end, String host) {
        int record = KernelPrefix.skip(bytes, start, end);
        if (KernelPrefix.isLossNotice(bytes, record, end)) {
            return Rejected.of(line, RejectReason.LOSS_NOTICE);
        }
        return records.parse(line, bytes, record, end, host);
    }

    private Rejected unbelieved(RawLine line, byte[] bytes, int start, int end) {
        int record = KernelPrefix.skip(bytes, start, end);
        boolean likeRecord = Ascii.startsWith(bytes, record, end, "type=")
                || Ascii.startsWith(bytes, record, end, "node=")
                || Ascii.startsWith(bytes, record, end, "audit(");
        return Rejected.of(line, likeRecord ? RejectReason.FOREIGN_SYSLOG_TAG : RejectReason.NOT_AN_AUDIT_RECORD);
    }

    private boolean isBelieved(String tag) {
        return USUAL_TAGS.contains(tag) || tag.startsWith("audisp-") || believedTags.contains(tag);
    }

    private ParseResult journal(RawLine line) {
        JournalEntry entry;
        try {
            entry = JournalEntry.read(line.buffer(), line.start(), line.length());
        } catch (IOException e) {
            return Rejected.of(line, RejectReason.BAD_JSON);
        }
        if (entry.messageLeftOut()) {
            return Rejected.of(line, RejectReason.MESSAGE_LEFT_OUT);
        }
        byte[] message = entry.message();
        if (entry.transport().equals("audit")) {
            return journalRecord(line, entry, message);
        }
        if (!isBelieved(entry.identifier())) {
            return unbelieved(line, message, 0, message.length);
        }
        byte[] host = entry.host().getBytes(StandardCharsets.UTF_8);
        return unwrapped(line, message, 0, message.length, records.host(host, 0, host.length));
    }

    /** journald puts the type's name before the body and the stamp into fields of its own. */
    private ParseResult journalRecord(RawLine line, JournalEntry entry, byte[] message) {
        int typeEnd = RecordParser.endOfType(message, 0, message.length);
        if (typeEnd < 0) {
            return Rejected.of(line, RejectReason.NO_TYPE);
        }
        long serial = decimal(entry.serial());
        long micros = decimal(entry.micros());
        if (serial < 0 || serial > EventKey.MAX_SERIAL || micros < 0) {
            return Rejected.of(line, RejectReason.BAD_STAMP);
        }
        byte[] typeName = Arrays.copyOf(message, typeEnd);
        byte[] host = entry.host().getBytes(StandardCharsets.UTF_8);
        return records.parse(
                line,
                records.host(host, 0, host.length),
                typeName,
                new EventKey(micros / 1000, serial),
                Arrays.copyOfRange(message, typeEnd + 1, message.length));
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The number, or -1 where it is none. */
    private static long decimal(String digits) {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(digits);
    }
}
