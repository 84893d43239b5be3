package io.execparity.stream.probe;

import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.stream.ResultKind;
import io.execparity.stream.probe.VerbTrace.Place;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the verbs of one run were seen. An event belongs to a verb where any of its records bears the run's marker with
 * the verb behind it; a result does where it bears the same or rests on such an event. For one thread.
 */
public final class Traces {
    /** Events of which not everything may have come yet. */
    private static final int MOST_EVENTS = 8_192;

    private final Marks marks;
    private final Map<String, VerbTrace> verbs = new LinkedHashMap<>();
    private final Set<AuditNeed> needs = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();
    private @Nullable String host;
    private final LineParser parser = new LineParser();
    private final Map<Place, Map<String, Event>> events = new EnumMap<>(Place.class);

    /** An event as far as it was read. */
    private static final class Event {
        private @Nullable VerbTrace verb;
        private Set<AuditNeed> shown = Set.of();
    }

    public Traces(ProbeRun run, VerbCatalogue catalogue) {
        marks = new Marks(run.marker());
        for (ProbeRun.VerbRun verb : run.verbs()) {
            catalogue.find(verb.verb()).ifPresent(known -> {
                verbs.put(known.name(), new VerbTrace(known));
                needs.addAll(known.needs());
            });
        }
    }

    /** Takes a line of the host's audit log. */
    public void inLog(RawLine line, long nowMillis) {
        take(Place.LOG, line, nowMillis);
    }

    /** Takes a line of the topic that the job reads. */
    public void inTopic(RawLine line, long nowMillis) {
        take(Place.TOPIC, line, nowMillis);
    }

    private void take(Place place, RawLine line, long nowMillis) {
        if (!(parser.parse(line) instanceof Parsed parsed)) {
            // In a shipper's envelope, or cut: it came all the same.
            marked(line).ifPresent(trace -> trace.seen(place, "", Set.of(), nowMillis));
            return;
        }
        String stamp = parsed.record().key().stamp();
        Event event = event(place, parsed.host() + ' ' + stamp);
        if (parsed.record() instanceof SyscallRecord call) {
            Set<AuditNeed> shown = new HashSet<>();
            for (AuditNeed need : needs) {
                if (need.isShownBy(call)) {
                    shown.add(need);
                }
            }
            event.shown = shown;
        }
        if (event.verb == null) {
            event.verb = marked(line).orElse(null);
        }
        if (event.verb != null) {
            hosts.add(parsed.host());
            event.verb.seen(place, stamp, event.shown, nowMillis);
        }
    }

    private Optional<VerbTrace> marked(RawLine line) {
        return marks.verb(line.buffer(), line.start(), line.length(), verbs.keySet())
                .map(verbs::get);
    }

    private Event event(Place place, String key) {
        Map<String, Event> recent = events.computeIfAbsent(place, other -> new LinkedHashMap<>());
        Event event = recent.get(key);
        if (event == null) {
            event = new Event();
            recent.put(key, event);
            if (recent.size() > MOST_EVENTS) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
        return event;
    }

    /** Takes a result, as the line that it is written as; one that cannot be read is none of this run. */
    public void told(ResultKind kind, byte[] line, long nowMillis) {
        try {
            CatalogueNode result = CatalogueReader.readJson("result", 1, line);
            for (VerbTrace trace : concerned(line, result)) {
                host = result.require("host").require("name").text();
                answer(kind, result, trace.verb()).ifPresent(by -> trace.told(by, nowMillis));
            }
        } catch (InvalidCatalogueException e) {
            // Whoever writes to these topics may write anything.
            return;
        }
    }

    /** Those that the line names, and those whose events it rests on: a roll-up stands for several. */
    private Set<VerbTrace> concerned(byte[] line, CatalogueNode result) throws InvalidCatalogueException {
        Set<VerbTrace> concerned = new HashSet<>();
        marks.verb(line, 0, line.length, verbs.keySet()).map(verbs::get).ifPresent(concerned::add);
        if (hosts.contains(result.require("host").require("name").text()) || hosts.contains("")) {
            List<String> evidence = result.require("execparity").textsOf("evidence");
            for (VerbTrace trace : verbs.values()) {
                if (evidence.stream().anyMatch(trace::hasEvent)) {
                    concerned.add(trace);
                }
            }
        }
        return concerned;
    }

    /** The rule, or what else was due, where this result is it. */
    private static Optional<String> answer(ResultKind kind, CatalogueNode result, Verb verb)
            throws InvalidCatalogueException {
        Verb.Told due = verb.told();
        if (due == null) {
            // One that is held back was found all the same.
            if (kind != ResultKind.FINDINGS && kind != ResultKind.SUPPRESSED) {
                return Optional.empty();
            }
            String slug = result.require("rule").require("name").text();
            return verb.rules().stream().map(Rule::slug).filter(slug::equals).findFirst();
        }
        if (kind != (due.check() ? ResultKind.CHECKS : ResultKind.EXECUTIONS)) {
            return Optional.empty();
        }
        CatalogueNode said = result.require("execparity");
        for (Map.Entry<String, String> word : due.says().entrySet()) {
            Optional<CatalogueNode> value = said.find(word.getKey());
            if (value.isEmpty() || !value.get().text().equals(word.getValue())) {
                return Optional.empty();
            }
        }
        return Optional.of(due.words());
    }

    /** The host as its results name it, else as its lines do; null where neither was seen. */
    @Nullable
    String host() {
        return host != null
                ? host
                : hosts.stream().filter(name -> !name.isEmpty()).findFirst().orElse(null);
    }

    /** The verb's trace; nothing for one that this build's catalogue does not have. */
    Optional<VerbTrace> of(String verb) {
        return Optional.ofNullable(verbs.get(verb));
    }

    /** Whether everything that was done on the host was also told. */
    boolean isComplete(ProbeRun run) {
        return ofAllDone(run, trace -> trace.toldBy() != null);
    }

    /** Whether all that it takes is in the log. */
    boolean isRecorded(ProbeRun run) {
        return ofAllDone(run, trace -> trace.missing(Place.LOG).isEmpty());
    }

    private boolean ofAllDone(ProbeRun run, Predicate<VerbTrace> holds) {
        return run.verbs().stream()
                .filter(verb -> verb.result() == ProbeRun.Result.DONE)
                .allMatch(verb -> of(verb.verb()).map(holds::test).orElse(false));
    }
}
