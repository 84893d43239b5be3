package io.execparity.alert;

import io.execparity.alert.choice.Choice;
import io.execparity.alert.choice.Maintenance;
import io.execparity.alert.choice.ProbeRuns;
import io.execparity.alert.choice.SuppressionFiles;
import io.execparity.alert.config.AlertConfig;
import io.execparity.alert.config.AlertConfig.Route;
import io.execparity.alert.engine.RouteEngine;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.finding.FindingReader;
import io.execparity.alert.finding.UnreadableFindingException;
import io.execparity.alert.intake.Arrival;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.store.AlertStore;
import io.execparity.alert.store.EngineStates;
import io.execparity.alert.store.Outbox;
import io.execparity.alert.store.SeenFindings;
import io.execparity.schema.codec.Ids;
import io.execparity.stream.probe.Announcement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * From lines to notices in the outbox: what was read, what it led to and how far the input was read become durable as
 * one, so that after any end of the process each finding counts once. It knows no clock and no thread but its caller's.
 */
final class AlertDesk {
    private static final String UNANNOUNCED =
            "It bears the marker of a probe, which anybody can write, and no announcement covers it.";

    private final AlertConfig config;
    private final AlertStore store;
    private final Outbox outbox;
    private final SeenFindings seen;
    private final EngineStates states;
    private final SuppressionFiles suppressions;
    private final ProbeRuns probes;
    private final Consumer<String> complain;
    private final FindingReader reader = new FindingReader();
    private final Map<String, RouteEngine> engines = new LinkedHashMap<>();
    private final Map<String, Integer> dropped = new TreeMap<>();
    /** Lines of this batch that are none; one of them is complained of. */
    private int unreadable;

    AlertDesk(
            AlertConfig config,
            AlertStore store,
            Outbox outbox,
            SuppressionFiles suppressions,
            Consumer<String> complain) {
        this.config = config;
        this.store = store;
        this.outbox = outbox;
        this.suppressions = suppressions;
        this.probes = new ProbeRuns(config.probeKey(), store.announcedRuns());
        this.complain = complain;
        this.seen = new SeenFindings(store);
        this.states = new EngineStates(store);
        Set<String> names = Set.copyOf(config.routes().stream().map(Route::name).toList());
        List<String> gone = store.change(() -> {
            states.keepOnly(names);
            return outbox.keepOnly(names);
        });
        gone.forEach(route -> complain.accept("there is no route " + route + " any more; what waited for it is gone"));
        for (Route route : config.routes()) {
            RouteEngine engine = new RouteEngine(route.name(), route.pace());
            states.restore(route.name(), engine::restore);
            engines.put(route.name(), engine);
        }
    }

    /** What came, at this time of this machine's clock. */
    void take(List<Arrival> arrivals, long now) {
        suppressions.refresh();
        store.change(() -> {
            unreadable = 0;
            for (Arrival arrival : arrivals) {
                if (arrival.announces()) {
                    announce(arrival, now);
                } else if (arrival.line().length > 0) {
                    count(judge(arrival, now));
                }
                store.position(arrival.part(), arrival.position());
            }
            settle(now);
            return true;
        });
    }

    private void count(String became) {
        store.count("findings/" + became, 1);
    }

    private void announce(Arrival arrival, long now) {
        if (arrival.line().length == 0) {
            return;
        }
        try {
            Announcement run = probes.announce(arrival.line(), now);
            count("announced");
            complain.accept("the host " + run.host() + " announced the probe's run " + run.run() + ", "
                    + run.verbs().size() + " verbs: each is held back once");
        } catch (IOException e) {
            count("announcements-refused");
            if (unreadable++ == 0) {
                complain.accept("an announcement counts for nothing: " + e.getMessage() + " (" + arrival.place() + ")");
            }
        }
    }

    private String judge(Arrival arrival, long now) {
        FindingReader.Read read;
        try {
            read = reader.read(arrival.line());
        } catch (UnreadableFindingException e) {
            if (unreadable++ == 0) {
                complain.accept(arrival.place() + ": " + e.getMessage());
            }
            return "unreadable";
        }
        AlertFacts facts = read.facts();
        List<String> routes = routes(facts);
        if (routes.isEmpty()) {
            return "other";
        }
        // Known before it is held back: what was suppressed when it came is not told when it comes again. The
        // severity is no part of the id: that it rose is news.
        if (!seen.add(facts.id() + "/" + facts.severity())) {
            return "known";
        }
        if (suppressions.hold(facts, read.json())) {
            return "suppressed";
        }
        for (Maintenance maintenance : config.maintenances()) {
            if (maintenance.covers(facts)) {
                return "maintenance";
            }
        }
        ProbeRuns.Verdict verdict = probes.judge(facts, read.json(), now);
        if (verdict == ProbeRuns.Verdict.HELD) {
            return "probe";
        }
        AlertFacts told = verdict == ProbeRuns.Verdict.UNANNOUNCED ? facts.adding(UNANNOUNCED) : facts;
        routes.forEach(route -> engine(route).take(told, now, this::tell));
        return "alerted";
    }

    private List<String> routes(AlertFacts facts) {
        for (Choice choice : config.choices()) {
            if (choice.isAbout(facts)) {
                return choice.routes().orElse(List.copyOf(engines.keySet()));
            }
        }
        return List.of();
    }

    private RouteEngine engine(String route) {
        RouteEngine engine = engines.get(route);
        if (engine == null) {
            throw new IllegalStateException("no route " + route);
        }
        return engine;
    }

    private void tell(Notice notice) {
        int gone = outbox.add(notice);
        if (gone > 0) {
            dropped.merge(notice.route(), gone, Integer::sum);
        }
    }

    /** Says what was dropped, to all who are told anything, and saves what the engines remember. */
    private void settle(long now) {
        Map<String, Integer> told = new TreeMap<>(dropped);
        dropped.clear();
        told.forEach((route, count) -> tellOfLoss(
                "notices for " + route,
                "The receiver " + route + " takes nothing: " + count
                        + " notices that waited for it were given up, and others will be.",
                now));
        engines.forEach((route, engine) -> engine.save(new RouteEngine.Saved() {
            @Override
            public void put(String key, String json) {
                states.put(route, key, json);
            }

            @Override
            public void remove(String key) {
                states.remove(route, key);
            }
        }));
    }

    private void tellOfLoss(String subject, String sentence, long now) {
        String id = Ids.result("own-loss", config.name(), subject, Long.toString(now));
        AlertFacts facts = AlertFacts.ofLoss(id, now, config.name(), subject, sentence);
        engines.values().forEach(engine -> engine.take(facts, now, this::tell));
    }

    /** Lines that are gone before they were read. */
    void lost(long lines, long now) {
        store.change(() -> {
            store.count("findings/lost", lines);
            tellOfLoss(
                    "findings",
                    "Up to " + lines + " lines of findings were gone or too long when they were to be read:"
                            + " nobody was told of them.",
                    now);
            settle(now);
            return true;
        });
    }

    /** Time goes by. Nothing is written where nothing is due. */
    void tick(long now) {
        if (probes.isDue(now)) {
            store.change(() -> {
                probes.close(now).forEach(complain);
                return true;
            });
        }
        List<Notice> due = new ArrayList<>();
        boolean changed = false;
        for (RouteEngine engine : engines.values()) {
            engine.tick(now, due::add);
            changed |= engine.hasChanged();
        }
        if (changed) {
            store.change(() -> {
                due.forEach(this::tell);
                settle(now);
                return true;
            });
        }
    }

    /** How many matters are open for a receiver. */
    int open(String route) {
        return engine(route).open();
    }
}
