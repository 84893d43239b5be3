package io.execparity.collect.agent.source;

import io.execparity.collect.agent.intake.Delivery;
import io.execparity.collect.agent.spool.Incoming;
import io.execparity.collect.source.LineHandler;
import io.execparity.collect.source.LineReader;
import io.execparity.collect.source.RawLine;
import java.io.IOException;
import java.io.InputStream;

/** Reads a stream that waits for nobody to its end and hands its lines over without ever waiting. */
final class StreamLines implements LineHandler {
    private final String source;
    private final Delivery delivery;

    StreamLines(String source, Delivery delivery) {
        this.source = source;
        this.delivery = delivery;
    }

    void read(InputStream in) throws IOException {
        new LineReader(source, in).read(this);
    }

    @Override
    public void line(RawLine line) {
        delivery.offer(Incoming.line(source, "", "", line.copy(line.length()).toArray()));
    }

    @Override
    public void unfinished(RawLine line) {
        line(line);
    }

    @Override
    public void oversized(RawLine beginning, long fullLength) {
        line(beginning);
        delivery.tellOversized(source, fullLength);
    }
}
