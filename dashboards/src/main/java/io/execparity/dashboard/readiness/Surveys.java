package io.execparity.dashboard.readiness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Group;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.ResultLines;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.readiness.coverage.Survey;
import io.execparity.schema.codec.LineFacts;
import io.execparity.schema.finding.Rule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Has a survey look at results. */
public final class Surveys {
    private static final List<Results> ACTS = List.of(Results.EXECUTIONS, Results.CHECKS, Results.MEMFDS);

    private Surveys() {}

    /** Line by line. */
    public static Survey over(ResultLines lines) throws IOException {
        Survey survey = new Survey();
        lines.snapshots().forEach(survey::snapshot);
        for (Results kind : ACTS) {
            lines.each(kind, line -> survey.results(facts(line).value("host.name"), kind.word(), 1));
        }
        lines.each(Results.FINDINGS, line -> finding(survey, facts(line)));
        return survey;
    }

    /** By the counts of a store, which are quicker. */
    public static Survey over(ResultStore store) {
        Survey survey = new Survey();
        store.snapshots().forEach(survey::snapshot);
        for (Results kind : ACTS) {
            for (Group group : store.groups(kind, Filter.ALL, List.of(Field.HOST), ResultStore.MOST)) {
                survey.results(group.values().get(0), kind.word(), group.count());
            }
        }
        for (Group group :
                store.groups(Results.FINDINGS, Filter.ALL, List.of(Field.HOST, Field.RULE), ResultStore.MOST)) {
            survey.finding(group.values().get(0), group.values().get(1));
        }
        blindSpots(store, survey);
        return survey;
    }

    private static void blindSpots(ResultStore store, Survey survey) {
        Filter blind = Filter.ALL.with(Field.RULE, Rule.SENSOR_BLIND_SPOT.slug());
        Optional<Cursor> after = Optional.empty();
        do {
            Page page = store.page(Results.FINDINGS, blind, Order.OLDEST, after, ResultStore.MOST);
            for (Row row : page.rows()) {
                finding(survey, facts(row.source()));
            }
            after = page.next();
        } while (after.isPresent());
    }

    private static LineFacts facts(String line) {
        return LineFacts.of(line.getBytes(UTF_8));
    }

    private static void finding(Survey survey, LineFacts facts) {
        String rule = facts.value("rule.name");
        survey.finding(facts.value("host.name"), rule);
        if (rule.equals(Rule.SENSOR_BLIND_SPOT.slug())) {
            survey.blindSpot(facts.value("host.name"), facts.value("execparity.about"));
        }
    }
}
