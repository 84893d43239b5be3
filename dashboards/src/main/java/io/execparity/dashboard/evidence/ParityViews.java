package io.execparity.dashboard.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the parity view of a file from what the analysis said of it. It concludes nothing that no finding says. */
public final class ParityViews {
    /** How many acts of each kind are shown. */
    static final int MOST_MARKS = 400;

    private static final Set<String> SPEAKS_FOR_A_CONFINEMENT = Set.of("Landlock", "AppArmor", "SELinux", "Smack");

    private final ResultStore store;

    public ParityViews(ResultStore store) {
        this.store = store;
    }

    /** Of the file with this id; empty where nothing is on record of it. */
    public Optional<ParityView> of(String file) {
        Filter its = Filter.ALL.with(Field.FILE, file);
        Page findings = store.page(Results.FINDINGS, its, Order.OLDEST, Optional.empty(), ResultStore.MOST);
        Page executions = store.page(Results.EXECUTIONS, its, Order.OLDEST, Optional.empty(), MOST_MARKS);
        Page checks = store.page(Results.CHECKS, its, Order.OLDEST, Optional.empty(), MOST_MARKS);
        boolean seen = Stream.of(findings, executions, checks)
                .anyMatch(page -> !page.rows().isEmpty());
        if (!seen && store.count(Results.MEMFDS, its) == 0) {
            return Optional.empty();
        }
        List<FindingNote> notes = findings.rows().stream().map(FindingNote::of).toList();
        List<Act> acts = new ArrayList<>();
        executions.rows().forEach(row -> acts.add(Act.of("execution", row)));
        checks.rows().forEach(row -> acts.add(Act.of("check", row)));
        acts.sort(Comparator.comparingLong((Act act) -> act.row().cursor().time()));
        List<Life> lives = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        for (Act act : acts) {
            marks.add(mark(act, notes, life(act, lives)));
        }
        List<Join> joins = joins(marks, notes);
        boolean complete = findings.next().isEmpty()
                && executions.next().isEmpty()
                && checks.next().isEmpty();
        return Optional.of(new ParityView(marks, joins, holds(marks, joins), lives, complete));
    }

    /** An execution or a check, and its line. */
    private record Act(String kind, Row row, JsonNode json) {
        static Act of(String kind, Row row) {
            return new Act(kind, row, SourceJson.of(row));
        }

        String text(String outer, String inner) {
            return json.path(outer).path(inner).asText("");
        }
    }

    /** What a finding says of acts: those whose stamps it names. */
    private record FindingNote(String id, String rule, String confidence, String sentence, Set<String> stamps) {
        static FindingNote of(Row row) {
            JsonNode json = SourceJson.of(row);
            JsonNode ours = json.path("execparity");
            return new FindingNote(
                    row.id(),
                    json.path("rule").path("name").asText(""),
                    ours.path("confidence").asText(""),
                    ours.path("explanation").asText(""),
                    new HashSet<>(SourceJson.texts(ours.path("evidence"))));
        }

        boolean names(List<String> any) {
            return any.stream().anyMatch(stamps::contains);
        }
    }

    /** A name that contradicts the known one begins another life; the engine judges so too, and by more than is here. */
    private static int life(Act act, List<Life> lives) {
        String path = act.text("file", "path");
        Life last = lives.isEmpty() ? null : lives.get(lives.size() - 1);
        boolean contradicted =
                last != null && path.startsWith("/") && last.path().startsWith("/") && !path.equals(last.path());
        if (last == null || contradicted) {
            lives.add(new Life(lives.size(), act.row().cursor().time(), path));
        } else if (last.path().isEmpty() && !path.isEmpty()) {
            lives.set(lives.size() - 1, new Life(last.number(), last.from(), path));
        }
        return lives.size() - 1;
    }

    private static Mark mark(Act act, List<FindingNote> notes, int life) {
        JsonNode ours = act.json().path("execparity");
        List<String> stamps = SourceJson.texts(ours.path("evidence"));
        String outcome = act.kind().equals("check")
                ? ours.path("check").asText("unknown")
                : ours.path("outcome").asText("unknown");
        String confined = "";
        String reason = "";
        for (FindingNote note : notes) {
            if (outcome.equals("denied") && note.names(stamps)) {
                boolean lsm = note.rule().equals("lsm-denied-exec");
                confined = lsm && speaksForAConfinement(note.sentence()) ? note.sentence() : confined;
                reason = reason.isEmpty() || lsm ? Reasons.of(note.rule(), note.sentence(), reason) : reason;
            }
        }
        String executable = act.text("process", "executable");
        return new Mark(
                act.row().id(),
                act.kind(),
                lane(act.kind(), ours),
                act.row().cursor().time(),
                outcome,
                confined,
                reason,
                act.json().path("process").path("pid").asLong(0),
                act.text("process", "entity_id"),
                ours.path("interpreter").asText(executable),
                life,
                stamps);
    }

    private static boolean speaksForAConfinement(String sentence) {
        return SPEAKS_FOR_A_CONFINEMENT.stream().anyMatch(sentence::startsWith);
    }

    private static String lane(String kind, JsonNode ours) {
        if (kind.equals("check")) {
            return "check";
        }
        boolean direct = ours.path("mode").asText("").equals("direct");
        boolean unclear = ours.path("check").asText("").equals("unknown")
                && ours.path("outcome").asText("").equals("denied");
        return direct && unclear ? "unclear" : direct ? "direct" : "indirect";
    }

    /** Each run that a finding names together with a denial, and that denial, within one life. */
    private static List<Join> joins(List<Mark> marks, List<FindingNote> notes) {
        List<Join> joins = new ArrayList<>();
        for (FindingNote note : notes) {
            for (Mark ran : marks) {
                if (!ran.isRun() || !note.names(ran.stamps())) {
                    continue;
                }
                marks.stream()
                        .filter(mark -> mark.isDenied() && mark.life() == ran.life() && note.names(mark.stamps()))
                        .forEach(denied ->
                                joins.add(new Join(denied.id(), ran.id(), note.rule(), note.confidence(), note.id())));
            }
        }
        return joins;
    }

    /** A denial holds to the last run that it is joined to; a later direct run in its life shows that it was over. */
    private static List<Hold> holds(List<Mark> marks, List<Join> joins) {
        Map<String, Mark> byId = new HashMap<>();
        marks.forEach(mark -> byId.put(mark.id(), mark));
        List<Hold> holds = new ArrayList<>();
        for (Mark denied : marks) {
            if (!denied.isDenied()) {
                continue;
            }
            long until = denied.time();
            for (Join join : joins) {
                Mark ran = byId.get(join.ran());
                if (join.denied().equals(denied.id()) && ran != null) {
                    until = Math.max(until, ran.time());
                }
            }
            Optional<Mark> over = marks.stream()
                    .filter(mark -> mark.life() == denied.life() && mark.time() > denied.time())
                    .filter(mark -> mark.isRun() && mark.lane().equals("direct"))
                    .findFirst();
            if (over.isPresent() && over.get().time() >= until) {
                holds.add(new Hold(denied.id(), denied.time(), over.get().time(), "it ran directly"));
            } else if (until > denied.time()) {
                holds.add(new Hold(denied.id(), denied.time(), until, ""));
            }
        }
        return holds;
    }
}
