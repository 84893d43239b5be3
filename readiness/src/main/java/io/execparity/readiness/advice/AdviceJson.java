package io.execparity.readiness.advice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Advice as one JSON object, which {@code advice.schema.json} describes. */
public final class AdviceJson {
    private AdviceJson() {}

    /** The object as indented text. */
    public static String text(Advice advice) {
        return of(advice).toPrettyString();
    }

    public static ObjectNode of(Advice advice) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        watched(json.putObject("watched"), advice.watched());
        ArrayNode switches = json.putArray("switches");
        advice.switches().forEach(one -> ofSwitch(switches.addObject(), one));
        return json;
    }

    private static void watched(ObjectNode json, Advice.Watched watched) {
        if (!watched.hosts().isEmpty()) {
            json.put("first", time(watched.first())).put("last", time(watched.last()));
        }
        json.put("complete", watched.complete())
                .put("losses", watched.losses())
                .put("lost", watched.lost())
                .put("tampering", watched.tampering())
                .put("not_judged", watched.notJudged())
                .put("partly", watched.partly());
        ArrayNode absent = json.putArray("absent");
        watched.absent().forEach(absent::add);
        ArrayNode blind = json.putArray("blind_spots");
        watched.blindSpots()
                .forEach(spot -> blind.addObject().put("host", spot.host()).put("kind", spot.kind()));
        ArrayNode hosts = json.putArray("hosts");
        watched.hosts()
                .forEach(host -> hosts.addObject()
                        .put("name", host.name())
                        .put("first", time(host.first()))
                        .put("last", time(host.last()))
                        .put("executions", host.executions())
                        .put("checks", host.checks())
                        .put("memfd_calls", host.memfdCalls()));
    }

    private static void ofSwitch(ObjectNode json, Advice.OfSwitch advice) {
        json.put("switch", advice.which().name()).put("what", advice.which().words());
        ObjectNode acts = json.putObject("acts");
        for (Effect effect : Effect.values()) {
            acts.put(effect.word(), advice.acts().getOrDefault(effect, 0L));
        }
        rows(json.putArray("breaks"), advice.broken());
        rows(json.putArray("unknown"), advice.undecided());
        json.put("more", advice.more());
        ArrayNode unaffected = json.putArray("unaffected");
        advice.unaffected()
                .forEach((reason, count) ->
                        unaffected.addObject().put("reason", reason).put("acts", count));
        ArrayNode cannotKnow = json.putArray("cannot_know");
        advice.cannotKnow().forEach(cannotKnow::add);
    }

    private static void rows(ArrayNode json, List<Advice.Row> rows) {
        for (Advice.Row row : rows) {
            ObjectNode one = json.addObject();
            one.put("host", row.host())
                    .put("service", row.service())
                    .put("interpreter", row.interpreter())
                    .put("file", row.file())
                    .put("acts", row.acts())
                    .put("first", time(row.first()))
                    .put("last", time(row.last()))
                    .put("reason", row.reason())
                    .put("fix", row.fix());
            ArrayNode evidence = one.putArray("evidence");
            row.evidence().forEach(evidence::add);
        }
    }

    private static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}
