package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.Fields;
import io.execparity.schema.record.Origin;
import io.execparity.schema.record.RecordHead;
import io.execparity.schema.record.RecordType;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Waiting records as state: what was read, from which the same record is made again, with the fields found anew. It knows
 * what restoring needs beside the bytes.
 */
final class SavedRecords {
    /** Above every time and position, in milliseconds and serials, and far enough from overflow to be added to. */
    static final long MOST = 1L << 60;

    private static final int TYPE = 1;
    private static final int BODY = 2;
    private static final int SOURCE = 3;
    private static final int OFFSET = 4;

    private static final byte[] NO_BODY = {};

    private final Function<byte[], Fields> tokenizer;
    private final RecordRoles roles;
    private final IntFunction<byte @Nullable []> pages;
    /** Most waiting records are of one source, whose name is then kept once. */
    private String lastSource = "";

    /** @param pages has what was put last under each number */
    SavedRecords(Function<byte[], Fields> tokenizer, RecordRoles roles, IntFunction<byte @Nullable []> pages) {
        this.tokenizer = tokenizer;
        this.roles = roles;
        this.pages = pages;
    }

    /** What is saved by the page. */
    IntFunction<byte @Nullable []> pages() {
        return pages;
    }

    /** Writes all but the stamp, which whoever keeps the record knows. */
    static void save(AuditRecord record, StateWriter out) {
        Origin origin = record.head().origin();
        out.text(TYPE, record.head().typeName());
        out.bytes(BODY, record.fields().body().toArray());
        out.text(SOURCE, origin.source());
        out.number(OFFSET, origin.offset());
    }

    AuditRecord read(StateReader in, EventKey key) throws UnreadableStateException {
        String typeName = "";
        byte[] body = NO_BODY;
        String source = "";
        long offset = 0;
        while (in.next()) {
            switch (in.tag()) {
                case TYPE -> typeName = in.text();
                case BODY -> body = in.bytes();
                case SOURCE -> source = in.text();
                case OFFSET -> offset = in.number();
                default -> {}
            }
        }
        if (!source.equals(lastSource)) {
            lastSource = source;
        }
        RecordType type = RecordType.of(typeName);
        // The very names that the parser would have given, so that a name is kept once.
        String name = type.name().equals(typeName) ? type.name() : typeName;
        RecordHead head = new RecordHead(type, name, key, new Origin(lastSource, offset));
        return AuditRecord.of(head, tokenizer.apply(body));
    }

    RecordRole role(AuditRecord record) {
        return roles.of(record);
    }

    /** A time, a position or a count. */
    static long natural(StateReader in) throws UnreadableStateException {
        return in.number(0, MOST);
    }

    /** A sum of saved numbers that must be a time, a position or a count. */
    static long natural(StateReader in, long sum) throws UnreadableStateException {
        if (sum < 0 || sum > MOST) {
            throw in.invalid("no time or position: " + sum);
        }
        return sum;
    }
}
