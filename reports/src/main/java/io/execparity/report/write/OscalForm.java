package io.execparity.report.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.report.control.Quantity;
import io.execparity.report.model.ControlReport;
import io.execparity.report.model.Exemption;
import io.execparity.report.model.FrameworkReport;
import io.execparity.report.model.Gap;
import io.execparity.report.model.HostView;
import io.execparity.report.model.Report;
import io.execparity.report.model.Sample;
import io.execparity.report.model.Status;
import io.execparity.schema.text.TerminalText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report as OSCAL assessment results, version 1.1.3 of NIST's model. Each control is an observation. A finding, which
 * OSCAL lets be satisfied or not satisfied and nothing else, there is only where the evidence says not satisfied.
 */
public final class OscalForm {
    private static final String OSCAL_VERSION = "1.1.3";
    private static final String NAMESPACE = "urn:execparity:oscal";
    private static final String NIST = "nist-800-53";
    private static final int MOST_HOSTS = 500;

    private final Report report;
    /** Of all that the report says: two reports that differ in anything have no identifier in common. */
    private final String identity;

    private OscalForm(Report report) {
        this.report = report;
        try {
            identity = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(JsonForm.of(report)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    public static byte[] of(Report report) {
        return new OscalForm(report).bytes();
    }

    private byte[] bytes() {
        ObjectNode document = JsonText.object();
        ObjectNode json = document.putObject("assessment-results");
        json.put("uuid", uuid("document"));
        metadata(json.putObject("metadata"));
        json.putObject("import-ap").put("href", "#" + uuid("plan"));
        ArrayNode results = json.putArray("results");
        report.frameworks().forEach(framework -> result(results.addObject(), framework));
        ObjectNode plan = json.putObject("back-matter").putArray("resources").addObject();
        plan.put("uuid", uuid("plan"))
                .put("title", "How ExecParity judges")
                .put(
                        "description",
                        "There is no assessment plan. Findings of execution analysis that speak against a control"
                                + " are evidence of violation; everything else is an observation, and none says that a control is"
                                + " met.");
        return JsonText.of(document);
    }

    private String uuid(String name) {
        return NameUuid.of(identity + "/" + name).toString();
    }

    private void metadata(ObjectNode json) {
        json.put("title", ReportPage.TITLE)
                .put("last-modified", report.period().ends())
                .put("version", identity.substring(0, 16))
                .put("oscal-version", OSCAL_VERSION)
                .put(
                        "remarks",
                        "The time of last modification is the end of the period: this document is the same whenever"
                                + " it is made.");
    }

    private void result(ObjectNode json, FrameworkReport framework) {
        String key = framework.framework().key();
        json.put("uuid", uuid(key))
                .put(
                        "title",
                        text(framework.framework().title() + ", "
                                + framework.framework().edition()))
                .put("description", text(telemetry()))
                .put("start", report.period().begins())
                .put("end", report.period().ends());
        ArrayNode props = json.putArray("props");
        prop(props, "telemetry", report.completeness().isComplete() ? "complete" : "incomplete");
        prop(props, "gaps", Long.toString(report.completeness().count()));
        for (Quantity quantity : Quantity.values()) {
            prop(props, quantity.key(), Long.toString(report.facts().number(quantity)));
        }
        reviewed(json.putObject("reviewed-controls"), framework);
        ArrayNode observations = json.putArray("observations");
        framework.controls().forEach(control -> observation(observations.addObject(), key, control));
        List<ControlReport> violated = framework.controls().stream()
                .filter(control -> control.status() == Status.VIOLATION)
                .toList();
        if (!violated.isEmpty()) {
            ArrayNode findings = json.putArray("findings");
            violated.forEach(control -> finding(findings.addObject(), key, control));
        }
        json.put("remarks", text("Hosts: " + hosts()));
    }

    private String telemetry() {
        if (report.completeness().isComplete() && !report.hosts().isEmpty()) {
            return "Telemetry complete as far as it can tell: no gap is known.";
        }
        String gaps = Arrays.stream(Gap.Kind.values())
                .filter(report.completeness().kinds()::containsKey)
                .map(Gap.Kind::words)
                .collect(Collectors.joining(", "));
        return "Telemetry incomplete: " + report.completeness().count() + " known gaps"
                + (gaps.isEmpty() ? "" : " (" + gaps + ")") + "; where nothing is found, something may be missing.";
    }

    private String hosts() {
        List<String> names = report.hosts().stream().map(HostView::name).toList();
        return names.isEmpty()
                ? "none"
                : String.join(", ", names.subList(0, Math.min(names.size(), MOST_HOSTS)))
                        + (names.size() > MOST_HOSTS ? " and " + (names.size() - MOST_HOSTS) + " more" : "");
    }

    private static void reviewed(ObjectNode json, FrameworkReport framework) {
        ObjectNode selection = json.putArray("control-selections").addObject();
        boolean catalog = framework.framework().key().equals(NIST);
        selection.put(
                "description",
                catalog
                        ? "Controls of NIST's catalog that execution analysis has evidence for."
                        : "Items that execution analysis has evidence for. No OSCAL catalog has them: their identifiers are"
                                + " the framework's own, in lower case behind its key.");
        ArrayNode include = selection.putArray("include-controls");
        framework
                .controls()
                .forEach(control ->
                        include.addObject().put("control-id", control.control().key()));
    }

    private void observation(ObjectNode json, String framework, ControlReport report) {
        json.put("uuid", uuid(framework + "/observation/" + report.control().key()))
                .put(
                        "title",
                        text(report.control().id() + " " + report.control().title()))
                .put("description", text(report.status().words() + ". " + report.reason()));
        ArrayNode props = json.putArray("props");
        prop(props, "status", report.status().key());
        prop(props, "control-id", report.control().key());
        prop(props, "gaps", Long.toString(report.gaps()));
        report.rules().forEach(line -> {
            prop(props, "weighty-" + line.rule().slug(), Long.toString(line.weighty()));
            prop(props, "exempted-" + line.rule().slug(), Long.toString(line.exempted()));
        });
        json.putArray("methods").add("TEST");
        json.putArray("types").add("control-objective");
        if (!report.samples().isEmpty()) {
            ArrayNode evidence = json.putArray("relevant-evidence");
            report.samples().forEach(sample -> evidence(evidence.addObject(), sample));
        }
        json.put("collected", this.report.period().ends());
        json.put("remarks", text(remarks(report)));
    }

    private static String remarks(ControlReport report) {
        String exceptions =
                report.exemptions().stream().map(OscalForm::exception).collect(Collectors.joining(" "));
        return "Looked at: " + report.control().bearing() + " Not shown: "
                + report.control().limits() + (exceptions.isEmpty() ? "" : " Exceptions: " + exceptions);
    }

    private static String exception(Exemption exemption) {
        return ClosingSections.line(exemption);
    }

    private static void evidence(ObjectNode json, Sample sample) {
        json.put(
                "description",
                text(Figures.time(sample.time()) + " " + sample.host() + " "
                        + sample.rule().slug() + ", "
                        + sample.severity().word() + ", " + sample.confidence().word() + ", "
                        + sample.state().word() + ": "
                        + sample.explanation() + " " + String.join(" ", sample.evidence())));
        prop(json.putArray("props"), "finding", sample.id());
    }

    private void finding(ObjectNode json, String framework, ControlReport report) {
        String key = report.control().key();
        json.put("uuid", uuid(framework + "/finding/" + key))
                .put("title", text(report.control().id() + " " + report.status().words()))
                .put("description", text(report.reason()));
        ObjectNode target = json.putObject("target");
        target.put("type", "statement-id").put("target-id", key + "_smt");
        target.putObject("status").put("state", "not-satisfied").put("reason", "fail");
        json.putArray("related-observations")
                .addObject()
                .put("observation-uuid", uuid(framework + "/observation/" + key));
    }

    private static void prop(ArrayNode props, String name, String value) {
        props.addObject().put("name", name).put("ns", NAMESPACE).put("value", value);
    }

    /** As OSCAL's strings are: one line, with something in it, and nothing blank at its ends. */
    private static String text(String text) {
        String safe = TerminalText.UNICODE.of(text).strip();
        return safe.isEmpty() ? "-" : safe;
    }
}
