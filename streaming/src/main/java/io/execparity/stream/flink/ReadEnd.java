package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.source.SourceContent;

/** A source was read to its end. A source without end, a topic, never tells this. */
public record ReadEnd(String source, SourceContent content) implements ReadItem {
    public ReadEnd {
        requireNonNull(source, "source is null");
        requireNonNull(content, "content is null");
    }
}
