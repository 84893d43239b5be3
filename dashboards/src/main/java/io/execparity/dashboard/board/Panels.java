package io.execparity.dashboard.board;

import io.execparity.dashboard.board.Panel.Shape;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Results;
import io.execparity.schema.finding.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The panels that there are. */
public final class Panels {
    private static final Map<Field, String> OPEN = Map.of(Field.STATUS, "open");
    private static final Map<Field, String> URGENT = Map.of(Field.STATUS, "open", Field.ATTENTION, "yes");

    /** What makes {@code analyze} exit with 3, and nobody has dealt with. */
    public static final Panel QUEUE = count("queue", "in the queue", Results.FINDINGS, URGENT);

    public static final Panel NEEDS = by("needs", "Needs a person, by severity", URGENT, Shape.TOP, Field.SEVERITY);
    public static final Panel LOSSES = ofRule("losses", "losses of records", Rule.TELEMETRY_LOSS);
    public static final Panel BLIND =
            ofRule("blind", "blind spots: rules that cannot see somewhere", Rule.SENSOR_BLIND_SPOT);
    public static final Panel TAMPERING = ofRule("tampering", "changes to auditing itself", Rule.AUDIT_TAMPERING);
    public static final Panel WHEN = by("when", "Open findings by class", OPEN, Shape.OVER_TIME, Field.CLASS);
    public static final Panel WHERE = by("where", "What needs a person, by host", URGENT, Shape.OVER_TIME, Field.HOST);
    public static final Panel HEARD = new Panel(
            "heard", "Executions by host", Results.EXECUTIONS, Map.of(), Shape.OVER_TIME, Optional.of(Field.HOST));
    public static final Panel CLASSES = by("classes", "Open findings by class", OPEN, Shape.TOP, Field.CLASS);
    public static final Panel GAPS = ofClass("gaps", "gaps: code that ran unchecked", "gap");
    public static final Panel INTEGRITY = ofClass("integrity", "about measurement and appraisal", "integrity");
    public static final Panel SUPPRESSED =
            count("suppressed", "suppressed", Results.FINDINGS, Map.of(Field.STATUS, "suppressed"));
    public static final Panel EXECUTIONS =
            count("executions", "executions on record, denied ones included", Results.EXECUTIONS, Map.of());
    public static final Panel RULES = by("rules", "Open findings by rule", OPEN, Shape.TOP, Field.RULE);
    public static final Panel CHECKS =
            new Panel("checks", "Checks by answer", Results.CHECKS, Map.of(), Shape.TOP, Optional.of(Field.CHECK));
    public static final Panel LATEST =
            new Panel("latest", "Needs a person", Results.FINDINGS, URGENT, Shape.ROWS, Optional.empty());

    /** All, in the order in which a board shows them. */
    public static final List<Panel> ALL = List.of(
            QUEUE,
            LOSSES,
            BLIND,
            TAMPERING,
            GAPS,
            INTEGRITY,
            SUPPRESSED,
            EXECUTIONS,
            WHEN,
            WHERE,
            HEARD,
            NEEDS,
            CLASSES,
            RULES,
            CHECKS,
            LATEST);

    private Panels() {}

    private static Panel count(String id, String title, Results of, Map<Field, String> where) {
        return new Panel(id, title, of, where, Shape.COUNT, Optional.empty());
    }

    private static Panel by(String id, String title, Map<Field, String> where, Shape shape, Field by) {
        return new Panel(id, title, Results.FINDINGS, where, shape, Optional.of(by));
    }

    private static Panel ofRule(String id, String title, Rule rule) {
        return count(id, title, Results.FINDINGS, Map.of(Field.STATUS, "open", Field.RULE, rule.slug()));
    }

    private static Panel ofClass(String id, String title, String findingClass) {
        return count(id, title, Results.FINDINGS, Map.of(Field.STATUS, "open", Field.CLASS, findingClass));
    }
}
