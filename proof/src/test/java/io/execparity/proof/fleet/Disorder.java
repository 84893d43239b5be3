package io.execparity.proof.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a way with several lanes does to lines: within a stretch of them any order may come out, and each may come out
 * more than once. No line comes out more than a stretch away from its place.
 */
public final class Disorder {
    private static final Pattern STAMP = Pattern.compile("audit\\([^)]*\\)");

    private final Random random;
    private final int stretch;
    private final int copies;
    private final Grain grain;
    private final List<FleetLine> waiting = new ArrayList<>();

    /** What keeps together. */
    public enum Grain {
        /** Nothing: also the records of one event change places. */
        RECORD,
        /** Events change places, each with its records in their order. */
        EVENT
    }

    /**
     * @param stretch how many lines of all hosts are mixed with each other; 1 keeps their order
     * @param copies how often each line comes out
     */
    public Disorder(long seed, int stretch, int copies, Grain grain) {
        this.random = new Random(seed);
        this.stretch = stretch;
        this.copies = copies;
        this.grain = grain;
    }

    /** Takes a line in; {@code out} is told of those whose turn has come. */
    public void take(FleetLine line, Consumer<FleetLine> out) {
        waiting.add(line);
        if (waiting.size() >= stretch) {
            finish(out);
        }
    }

    /** Lets go of what waits. */
    public void finish(Consumer<FleetLine> out) {
        List<List<FleetLine>> groups = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            groups.addAll(groups());
        }
        if (stretch > 1) {
            Collections.shuffle(groups, random);
        }
        groups.forEach(group -> group.forEach(out));
        waiting.clear();
    }

    private Collection<List<FleetLine>> groups() {
        Map<String, List<FleetLine>> groups = new LinkedHashMap<>();
        for (int i = 0; i < waiting.size(); i++) {
            Matcher stamp = STAMP.matcher(waiting.get(i).text());
            boolean together = grain == Grain.EVENT && stamp.find();
            String group = together ? waiting.get(i).host() + stamp.group() : Integer.toString(i);
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(waiting.get(i));
        }
        return groups.values();
    }
}
