package io.execparity.collect.source;

import java.util.ArrayList;
import java.util.List;

/** Notes down what a reader hands over. */
final class Handed implements LineHandler {
    final List<String> lines = new ArrayList<>();
    final List<Long> offsets = new ArrayList<>();
    final List<String> unfinished = new ArrayList<>();
    final List<Long> oversizedLengths = new ArrayList<>();
    final List<Integer> oversizedKept = new ArrayList<>();

    @Override
    public void line(RawLine line) {
        lines.add(text(line));
        offsets.add(line.offset());
    }

    @Override
    public void unfinished(RawLine line) {
        unfinished.add(text(line));
        offsets.add(line.offset());
    }

    @Override
    public void oversized(RawLine beginning, long fullLength) {
        oversizedLengths.add(fullLength);
        oversizedKept.add(beginning.length());
        offsets.add(beginning.offset());
    }

    private static String text(RawLine line) {
        return line.copy(line.length()).text();
    }
}
