package io.execparity.schema.event;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.record.EventKey;
import java.util.List;

/**
 * A host's evidence was lost or changed before it was sent, or on its way: its agent says so, or the numbers of its lines
 * do. Nobody knows which events it was about.
 *
 * @param at when it was noticed, by the host's clock; serial 0, as no event tells of it
 * @param source of the lines, as the agent names it
 * @param explanation one sentence without an end
 * @param evidence stamps of events beside it
 * @param which tells it from others of the source that were noticed in the same millisecond: numbers of lines, or the
 *     number of the message that told of it
 */
public record SourceLoss(
        String host, EventKey at, What what, String source, String explanation, List<String> evidence, String which)
        implements StreamItem {
    /** What became of the evidence. */
    public enum What {
        LINES_LOST,
        LOG_CUT,
        LIST_SHRUNK,
        LIST_REWRITTEN
    }

    /** What it is about: no other loss of the host at that time is about the same. */
    public String about() {
        return source + ' ' + which;
    }

    public SourceLoss {
        requireNonNull(host, "host is null");
        requireNonNull(at, "at is null");
        requireNonNull(what, "what is null");
        requireNonNull(source, "source is null");
        requireNonNull(explanation, "explanation is null");
        evidence = List.copyOf(evidence);
        requireNonNull(which, "which is null");
    }
}
