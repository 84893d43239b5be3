package io.execparity.report.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.report.control.Framework;
import io.execparity.report.control.Quantity;
import io.execparity.report.model.BlindRule;
import io.execparity.report.model.ControlReport;
import io.execparity.report.model.Exemption;
import io.execparity.report.model.FrameworkReport;
import io.execparity.report.model.Gap;
import io.execparity.report.model.HostView;
import io.execparity.report.model.Period;
import io.execparity.report.model.Report;
import io.execparity.report.model.RuleLine;
import io.execparity.report.model.Sample;
import io.execparity.report.model.Status;
import io.execparity.report.model.Tally;
import java.util.Locale;

/** The report as JSON, as {@code report.schema.json} describes it. Texts are exact, as they are in results. */
public final class JsonForm {
    private static final int VERSION = 1;

    private JsonForm() {}

    public static byte[] of(Report report) {
        ObjectNode json = JsonText.object();
        json.put("version", VERSION);
        period(json.putObject("period"), report.period());
        report.wanted().forEach(json.putArray("wanted")::add);
        json.put("has_reference", report.hasReference());
        completeness(json.putObject("telemetry"), report);
        hosts(json.putArray("hosts"), report);
        ObjectNode numbers = json.putObject("numbers");
        for (Quantity quantity : Quantity.values()) {
            numbers.put(quantity.key(), report.facts().number(quantity));
        }
        json.put("digests_at_least", report.facts().atLeast());
        tallies(json.putArray("findings"), report);
        ArrayNode frameworks = json.putArray("frameworks");
        report.frameworks().forEach(framework -> framework(frameworks.addObject(), framework));
        ArrayNode exemptions = json.putArray("exceptions");
        report.exemptions().forEach(exemption -> exemption(exemptions.addObject(), exemption));
        return JsonText.of(json);
    }

    private static void period(ObjectNode json, Period period) {
        json.put("from", period.begins()).put("to", period.ends());
    }

    private static void completeness(ObjectNode json, Report report) {
        json.put(
                "complete",
                report.completeness().isComplete() && !report.hosts().isEmpty());
        json.put("patience_seconds", report.completeness().patienceMillis() / 1000);
        ArrayNode gaps = json.putArray("gaps");
        for (Gap gap : report.completeness().gaps()) {
            ObjectNode one = gaps.addObject();
            one.put("kind", word(gap.kind()));
            one.put("host", gap.host());
            one.put("from", Period.time(gap.from()));
            one.put("to", Period.time(gap.to()));
            one.put("explanation", gap.words());
            ArrayNode blind = one.putArray("blind_rules");
            gap.blind().stream().sorted().forEach(rule -> blind.add(rule.slug()));
        }
        json.put("more_gaps", report.completeness().more());
        ObjectNode kinds = json.putObject("kinds");
        for (Gap.Kind kind : Gap.Kind.values()) {
            kinds.put(word(kind), report.completeness().kinds().getOrDefault(kind, 0L));
        }
    }

    private static void hosts(ArrayNode json, Report report) {
        for (HostView host : report.hosts()) {
            ObjectNode one = json.addObject();
            one.put("name", host.name()).put("executions", host.executions()).put("checks", host.checks());
            if (host.hasRecords()) {
                one.put("first", Period.time(host.first())).put("last", Period.time(host.last()));
            }
        }
    }

    private static void tallies(ArrayNode json, Report report) {
        for (Tally tally : report.facts().tallies()) {
            json.addObject()
                    .put("rule", tally.rule().slug())
                    .put("class", tally.rule().findingClass().word())
                    .put("severity", tally.severity().word())
                    .put("confidence", tally.confidence().word())
                    .put("state", tally.state().word())
                    .put("findings", tally.findings())
                    .put("acts", tally.acts());
        }
    }

    private static void framework(ObjectNode json, FrameworkReport report) {
        Framework framework = report.framework();
        json.put("key", framework.key())
                .put("title", framework.title())
                .put("edition", framework.edition())
                .put("source", framework.source())
                .put("compared", framework.compared())
                .put("exact_titles", framework.exactTitles());
        ObjectNode statuses = json.putObject("statuses");
        for (Status status : Status.values()) {
            statuses.put(status.key(), report.count(status));
        }
        ArrayNode controls = json.putArray("controls");
        report.controls().forEach(control -> control(controls.addObject(), control));
    }

    private static void control(ObjectNode json, ControlReport report) {
        json.put("id", report.control().id())
                .put("key", report.control().key())
                .put("title", report.control().title())
                .put("status", report.status().key())
                .put("reason", report.reason())
                .put("bearing", report.control().bearing())
                .put("limits", report.control().limits())
                .put("gaps", report.gaps());
        ArrayNode blind = json.putArray("blind");
        for (BlindRule rule : report.blind()) {
            ArrayNode hosts = blind.addObject().put("rule", rule.rule().slug()).putArray("hosts");
            rule.hosts().forEach(hosts::add);
        }
        ArrayNode numbers = json.putArray("numbers");
        report.control().quantities().forEach(quantity -> numbers.add(quantity.key()));
        ArrayNode rules = json.putArray("rules");
        for (RuleLine line : report.rules()) {
            rules.addObject()
                    .put("rule", line.rule().slug())
                    .put("bearing", word(line.bearing()))
                    .put("weighty", line.weighty())
                    .put("possible", line.doubtful())
                    .put("minor", line.minor())
                    .put("open", line.open())
                    .put("exempted", line.exempted())
                    .put("acts", line.acts());
        }
        ArrayNode samples = json.putArray("samples");
        report.samples().forEach(sample -> sample(samples.addObject(), sample));
        ArrayNode exemptions = json.putArray("exceptions");
        report.exemptions().forEach(exemption -> exemption(exemptions.addObject(), exemption));
    }

    private static void sample(ObjectNode json, Sample sample) {
        json.put("id", sample.id())
                .put("time", Period.time(sample.time()))
                .put("host", sample.host())
                .put("rule", sample.rule().slug())
                .put("severity", sample.severity().word())
                .put("confidence", sample.confidence().word())
                .put("state", sample.state().word())
                .put("acts", sample.acts())
                .put("owner", sample.owner())
                .put("path", sample.path())
                .put("explanation", sample.explanation());
        sample.evidence().forEach(json.putArray("evidence")::add);
    }

    private static void exemption(ObjectNode json, Exemption exemption) {
        json.put("kind", word(exemption.kind()))
                .put("name", exemption.name())
                .put("rule", exemption.rule().slug())
                .put("reason", exemption.reason())
                .put("owner", exemption.owner())
                .put("findings", exemption.findings());
        if (exemption.from() > 0) {
            json.put("from", Period.time(exemption.from()));
        }
        if (exemption.expires() > 0) {
            json.put("expires", Period.time(exemption.expires()));
        }
        exemption.hosts().forEach(json.putArray("hosts")::add);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
