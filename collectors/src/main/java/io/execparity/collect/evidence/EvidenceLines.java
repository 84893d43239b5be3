package io.execparity.collect.evidence;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.LineHandler;
import io.execparity.collect.source.LineReader;
import io.execparity.collect.source.LogSource;
import io.execparity.collect.source.RawLine;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.schema.evidence.EvidenceRecord;
import io.execparity.schema.evidence.FieldMeanings;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads logs again for the records that somebody asked for. What is no audit record, or not asked for, is passed over:
 * the analysis has told of it.
 */
public final class EvidenceLines implements LineHandler {
    private final LineParser parser = new LineParser();
    private final Predicate<String> wanted;
    private final Consumer<EvidenceRecord> found;
    /** The last stamp and its answer: an event's records mostly follow one another. */
    private String stamp = "";

    private boolean stampWanted;

    /** @param wanted whether a stamp, {@code audit(SEC.MMM:SERIAL)}, is one of those asked for */
    public EvidenceLines(Predicate<String> wanted, Consumer<EvidenceRecord> found) {
        this.wanted = requireNonNull(wanted, "wanted is null");
        this.found = requireNonNull(found, "found is null");
    }

    /** Reads all of the sources in their order. */
    public void read(AuditLogFiles files) throws UnreadableSourceException {
        for (LogSource source : files.sources()) {
            source.read(this);
        }
    }

    @Override
    public void line(RawLine line) {
        if (!(parser.parse(line) instanceof Parsed parsed)) {
            return;
        }
        String itsStamp = parsed.record().key().stamp();
        if (!itsStamp.equals(stamp)) {
            stamp = itsStamp;
            stampWanted = wanted.test(itsStamp);
        }
        if (stampWanted) {
            found.accept(new EvidenceRecord(
                    parsed.host(),
                    itsStamp,
                    parsed.record().head().typeName(),
                    line.copy(LineReader.MAX_LINE_BYTES).text(),
                    FieldMeanings.of(parsed.record())));
        }
    }

    @Override
    public void unfinished(RawLine line) {
        line(line);
    }

    @Override
    public void oversized(RawLine beginning, long fullLength) {
        // Longer than any record, so that no stamp names it.
    }
}
