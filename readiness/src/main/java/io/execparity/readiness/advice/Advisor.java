package io.execparity.readiness.advice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.schema.message.HostSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says what would break if a switch were turned on, from lines of results: calls of memfd_create first, then checks,
 * executions in their order, and findings. The same lines give the same advice. Memory does not grow with the lines, but
 * with how many different acts they tell of, up to a bound.
 */
public final class Advisor {
    /** How much evidence a row carries. */
    public static final int MOST_EVIDENCE = 8;

    private static final int MOST_ACTS = 100_000;
    private static final int MOST_ROWS = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    private static final Comparator<Advice.Row> MOST_ACTS_FIRST = Comparator.comparingLong(Advice.Row::acts)
            .reversed()
            .thenComparing(Advice.Row::host)
            .thenComparing(Advice.Row::service)
            .thenComparing(Advice.Row::interpreter)
            .thenComparing(Advice.Row::file)
            .thenComparing(Advice.Row::reason);

    private final int mostActs;
    private final ActReader reader = new ActReader();
    private final Knowledge knowledge = new Knowledge();
    private final Watch watch = new Watch();
    private final Map<Act, Tally> acts = new LinkedHashMap<>();
    private long notJudged;
    private final List<String> absent = new ArrayList<>();
    private boolean partly;

    public Advisor() {
        this(MOST_ACTS);
    }

    /** @param mostActs how many different acts there is room for */
    Advisor(int mostActs) {
        this.mostActs = mostActs;
    }

    /** How often an act was seen, and when. */
    private static final class Tally {
        private long count;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private List<String> evidence = List.of();

        private void add(long more, long from, long to, List<String> witnesses) {
            if (from < first) {
                evidence = witnesses.size() <= MOST_EVIDENCE ? witnesses : witnesses.subList(0, MOST_EVIDENCE);
            }
            count += more;
            first = Math.min(first, from);
            last = Math.max(last, to);
        }
    }

    /**
     * Takes a line of {@code memfds.jsonl}.
     *
     * @throws IllegalArgumentException for what is no such line, with the reason; so do the others
     */
    public void memfdCall(String line) {
        observe(reader.memfdCall(json(line)));
    }

    /** Takes a line of {@code executions.jsonl}. */
    public void execution(String line) {
        observe(reader.execution(json(line)));
    }

    /** Takes a line of {@code checks.jsonl}. */
    public void check(String line) {
        JsonNode check = json(line);
        watch.check(ActReader.text(check, "host", "name"), ActReader.time(check));
        knowledge.asked(ActReader.text(check, "process", "executable"));
    }

    /** Takes a line of {@code findings.jsonl}. */
    public void finding(String line) {
        JsonNode finding = json(line);
        String rule = ActReader.text(finding, "rule", "name");
        String host = ActReader.text(finding, "host", "name");
        JsonNode ours = finding.path("execparity");
        watch.finding(
                rule, host, ours.path("about").asText(""), ours.path("count").asLong(1));
        knowledge.finding(rule, host, ActReader.text(finding, "file", "path"));
    }

    /** Takes what an agent told of its host; a later one holds. */
    public void snapshot(HostSnapshot snapshot) {
        knowledge.host(snapshot);
    }

    /**
     * Takes what a measurement list says of a file.
     *
     * @param digest as {@code algorithm:hexadecimal}
     * @param signed whether it was measured with a signature
     */
    public void measured(String path, String digest, boolean signed) {
        knowledge.signature(path, digest, signed);
    }

    /**
     * Takes what is mounted on hosts of which no agent told it.
     *
     * @param lines of {@code /proc/self/mounts}
     */
    public void mounts(List<String> lines) {
        knowledge.mounts(lines);
    }

    /** Says that the results have nothing of a kind, not even that there was none. */
    public void isWithout(String kind) {
        absent.add(kind);
    }

    /** Says that there are older results than those it was told of. */
    public void isPartial() {
        partly = true;
    }

    private static JsonNode json(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (!json.isObject()) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void observe(ObservedAct observed) {
        watch.act(observed);
        knowledge.learn(observed.act());
        Tally tally = acts.get(observed.act());
        if (tally == null && acts.size() >= mostActs) {
            notJudged++;
            return;
        }
        if (tally == null) {
            tally = new Tally();
            acts.put(observed.act(), tally);
        }
        tally.add(1, observed.time(), observed.time(), observed.evidence());
    }

    /** What a switch would have made of the act that a line tells of, by all that was told so far. */
    public Prediction predict(Switch which, String line) {
        JsonNode json = json(line);
        boolean execution = json.path("execparity").has("mode");
        Act act = (execution ? reader.execution(json) : reader.memfdCall(json)).act();
        return Judge.of(which).of(act, knowledge);
    }

    /** What it was told of so far, for each switch in turn. */
    public Advice advise(List<Switch> switches) {
        return new Advice(
                watch.watched(notJudged, partly, absent),
                switches.stream().map(this::ofSwitch).toList());
    }

    /** What rows are made of. */
    private record Line(String host, String service, String interpreter, String file, Prediction prediction) {}

    private Advice.OfSwitch ofSwitch(Switch which) {
        Judge judge = Judge.of(which);
        Map<Effect, Long> counts = new EnumMap<>(Effect.class);
        Map<String, Long> unaffected = new TreeMap<>();
        Map<Line, Tally> lines = new LinkedHashMap<>();
        acts.forEach((act, tally) -> {
            Prediction prediction = judge.of(act, knowledge);
            counts.merge(prediction.effect(), tally.count, Long::sum);
            if (prediction.effect() == Effect.UNAFFECTED) {
                unaffected.merge(prediction.reason(), tally.count, Long::sum);
            } else {
                Line line = new Line(act.host(), act.service(), act.interpreter(), act.subject(), prediction);
                lines.computeIfAbsent(line, none -> new Tally())
                        .add(tally.count, tally.first, tally.last, tally.evidence);
            }
        });
        List<Advice.Row> broken = rows(lines, Effect.BREAKS);
        List<Advice.Row> undecided = rows(lines, Effect.UNKNOWN);
        int more = Math.max(0, broken.size() - MOST_ROWS) + Math.max(0, undecided.size() - MOST_ROWS);
        return new Advice.OfSwitch(
                which,
                counts,
                broken.subList(0, Math.min(MOST_ROWS, broken.size())),
                undecided.subList(0, Math.min(MOST_ROWS, undecided.size())),
                more,
                unaffected,
                Limits.of(which));
    }

    private static List<Advice.Row> rows(Map<Line, Tally> lines, Effect effect) {
        List<Advice.Row> rows = new ArrayList<>();
        lines.forEach((line, tally) -> {
            if (line.prediction().effect() == effect) {
                rows.add(new Advice.Row(
                        line.host(),
                        line.service(),
                        line.interpreter(),
                        line.file(),
                        tally.count,
                        tally.first,
                        tally.last,
                        line.prediction().reason(),
                        line.prediction().fix(),
                        tally.evidence));
            }
        });
        rows.sort(MOST_ACTS_FIRST);
        return rows;
    }
}
