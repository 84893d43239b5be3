package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.execparity.collect.ima.EntryCheck;
import io.execparity.collect.ima.FileDigest;
import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.ListProblem;
import io.execparity.collect.ima.ListShape;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.MeasurementListReader;
import io.execparity.collect.reference.EntryJudge;
import io.execparity.collect.reference.Judgement;
import io.execparity.collect.reference.Reference;
import io.execparity.schema.message.MeasurementPlace;
import io.execparity.stream.live.ReferenceFiles;
import io.execparity.stream.measurement.ListedEntry;
import io.execparity.stream.measurement.ListedEntry.Shows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks entries of measurement lists as they come, each by itself, and holds them against the site's reference. */
final class EntryReading {
    private static final HexFormat HEX = HexFormat.of();

    private final @Nullable ReferenceFiles files;
    /** Read with the first entry: where no list is followed it would only take memory. */
    private @Nullable Reference reference;

    private final Map<ListShape, EntryCheck> checks = new HashMap<>();
    /** By host: a kernel's own entries are told by the first that its list has. */
    private final Map<String, EntryJudge> judges = new HashMap<>();

    /** @param files where the site's reference is, null where it gave none */
    EntryReading(@Nullable ReferenceFiles files) {
        this.files = files;
    }

    /** What there is to tell of an entry, null where nothing. */
    @Nullable
    ListedEntry read(String host, MeasurementPlace place, ListShape shape, TopicLine line) {
        ListItem item = MeasurementListReader.only(shape, line.line(), place.number());
        if (item instanceof MeasurementEntry entry) {
            ListProblem problem = checks.computeIfAbsent(shape, EntryCheck::new).problem(entry);
            return problem == null
                    ? judged(host, place, entry, line)
                    : flaw(place, line, Shows.CHANGED, problem.what());
        }
        return flaw(
                place, line, Shows.UNREADABLE, item instanceof ListProblem problem ? problem.what() : "it is empty");
    }

    private static ListedEntry flaw(MeasurementPlace place, TopicLine line, Shows shows, String what) {
        return ListedEntry.flaw(place.boot(), place.form(), place.number(), line.epochMillis(), shows, what);
    }

    private @Nullable ListedEntry judged(String host, MeasurementPlace place, MeasurementEntry entry, TopicLine line) {
        Reference known = reference();
        if (known == null) {
            return null;
        }
        Judgement judgement = judges.computeIfAbsent(host, unseen -> new EntryJudge(known, List.of()))
                .judge(entry);
        Shows shows = judgement == null ? null : shows(judgement);
        FileDigest digest = entry.digest();
        if (shows == null || digest == null) {
            return null;
        }
        String path = new String(entry.name().toArray(), ISO_8859_1);
        return new ListedEntry(
                place.boot(),
                place.form(),
                place.number(),
                line.epochMillis(),
                shows,
                "",
                cut(path, ListedEntry.LONGEST_PATH),
                digest.algorithm(),
                cut(HEX.formatHex(digest.value().toArray()), ListedEntry.LONGEST_DIGEST));
    }

    private @Nullable Reference reference() {
        if (reference == null && files != null) {
            try {
                reference = files.load();
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
        return reference;
    }

    private static @Nullable Shows shows(Judgement judgement) {
        return switch (judgement) {
            case UNKNOWN -> Shows.UNKNOWN_CONTENT;
            case CHANGED -> Shows.OTHER_CONTENT;
            case INCOMPARABLE -> Shows.INCOMPARABLE;
            default -> null;
        };
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
