package io.execparity.cli;

import io.execparity.collect.ima.BootAggregate;
import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.ExtensionRule;
import io.execparity.collect.ima.ListProblem;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.RegisterResult;
import io.execparity.collect.ima.VerificationReport;
import io.execparity.collect.ima.VerificationReport.Verdict;
import io.execparity.schema.text.TerminalText;
import io.execparity.schema.text.TerminalText.Cut;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The verification of a list, for people at a terminal. */
final class VerificationText {
    private static final int SHOWN = 20;
    private static final int NAME_COLUMNS = 100;

    private final Verification verification;
    private final VerificationReport report;
    private final Expectations expectations;
    private final StringBuilder out = new StringBuilder();

    private VerificationText(Verification verification) {
        this.verification = verification;
        this.report = verification.list();
        this.expectations = verification.expectations();
    }

    /** @param file safe to print */
    static String of(Verification verification, String file) {
        VerificationReport report = verification.list();
        VerificationText text = new VerificationText(verification);
        text.line("LIST       %s: %s", file, report.shape());
        text.line(
                "           %,d entries in %,d bytes, %,d violations; %s",
                report.entries(), report.bytes(), report.violationCount(), templates(report));
        verification.quote().ifPresent(quote -> text.section("QUOTE", EvidenceText.ofQuote(quote, report.composite())));
        text.registers();
        text.bootAggregates();
        text.violations();
        verification.signatures().ifPresent(found -> text.section("SIGNATURES", EvidenceText.ofSignatures(found)));
        text.problems();
        text.verdict();
        return text.out.toString();
    }

    private static String templates(VerificationReport report) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Long> template : new TreeMap<>(report.templates()).entrySet()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%,d %s", template.getValue(), template.getKey()));
        }
        return text.toString();
    }

    private void registers() {
        String heading = "REGISTERS";
        for (RegisterResult result : report.expected()) {
            line("%-10s %s %s", heading, result.expected(), outcome(result));
            heading = "";
            line(
                    "             expected  %s",
                    hexadecimal(result.expected().value().toArray()));
            if (result.reachedAfter().isEmpty() || result.later() > 0) {
                line(
                        "             whole list leads to  %s",
                        hexadecimal(result.replayed().toArray()));
            }
        }
        if (report.expected().isEmpty() && report.composite().isEmpty()) {
            for (var register : report.registers().entrySet()) {
                line(
                        "%-10s %s:%d would be %s",
                        heading,
                        report.shape().bank().word(),
                        register.getKey(),
                        hexadecimal(register.getValue().toArray()));
                heading = "";
            }
        }
    }

    private static String outcome(RegisterResult result) {
        if (result.reachedAfter().isEmpty()) {
            return "NOT REACHED";
        }
        String how = result.rule() == ExtensionRule.OWN_HASH ? "" : " by padded SHA-1";
        String when = String.format(
                Locale.ROOT,
                "reached%s after %,d entries",
                how,
                result.reachedAfter().getAsLong());
        String later = result.later() == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d later ones are not vouched for", result.later());
        return when + later + (result.satisfied() ? "" : ": NOT WHEN IT HAD TO BE");
    }

    private void section(String heading, List<String> lines) {
        String shown = heading;
        for (String text : lines) {
            line("%-10s %s", shown, text);
            shown = "";
        }
    }

    private void bootAggregates() {
        String heading = "BOOTS";
        for (BootAggregate boot : report.bootAggregates()) {
            line(
                    "%-10s entry %,d is %s: %s",
                    heading,
                    boot.entry(),
                    boot.state() == BootAggregate.State.SUSPICIOUS_NAME
                            ? "named boot_aggregate, and is not of the registers that one before it is of"
                            : "a boot_aggregate",
                    boot.state().word());
            heading = "";
        }
        if (!report.beginsWithBootAggregate()) {
            line(
                    "%-10s the list does not begin with a boot_aggregate: it has lost its beginning, or never had it",
                    heading);
        }
    }

    private void violations() {
        String heading = "VIOLATIONS";
        for (MeasurementEntry entry : report.violations()
                .subList(0, Math.min(SHOWN, report.violations().size()))) {
            line(
                    "%-10s entry %,d: %s",
                    heading,
                    entry.number(),
                    TerminalText.UNICODE.of(entry.name().text(), NAME_COLUMNS, Cut.MIDDLE));
            heading = "";
        }
        more(report.violationCount());
    }

    private void problems() {
        String heading = "PROBLEMS";
        for (ListProblem problem :
                report.problems().subList(0, Math.min(SHOWN, report.problems().size()))) {
            line("%-10s entry %,d at byte %,d: %s", heading, problem.entry(), problem.offset(), problem.what());
            heading = "";
        }
        more(report.problemCount());
    }

    private void more(long count) {
        if (count > SHOWN) {
            line("           and %,d more", count - SHOWN);
        }
    }

    private void verdict() {
        Verdict verdict = report.verdict();
        if (verdict != Verdict.TAMPERED && !verification.passed()) {
            line("VERDICT    failed: the list is %s, but %s", verdict.word(), reasons());
            return;
        }
        String meaning = switch (verdict) {
            case VERIFIED ->
                (expectations.reach() == Expectations.Reach.AT_END
                                ? vouchedFor("all of them", "their entries")
                                : vouchedFor("those before they were read", "their entries before they were read"))
                        + butNames();
            case CONSISTENT ->
                "every entry is sound, but no register says that these are all and in this order;"
                        + " give one with --pcr or --quote";
            case TAMPERED -> tampered();
        };
        line("VERDICT    %s: %s", verdict.word(), meaning);
    }

    /** No register vouches for the entries of another. */
    private String vouchedFor(String whole, String part) {
        SortedSet<Integer> without = report.registersWithoutWitness();
        return without.isEmpty()
                ? "every entry is sound and the registers vouch for " + whole
                : "every entry is sound and the registers given vouch for " + part
                        + ", but nothing vouches for those of register "
                        + without.stream().map(String::valueOf).collect(Collectors.joining(" and "));
    }

    private String butNames() {
        long names = report.violationCount();
        return names == 0
                ? ""
                : String.format(Locale.ROOT, ", but nothing vouches for the names of %,d violations", names);
    }

    private String reasons() {
        List<String> reasons = new ArrayList<>();
        if (!verification.quoteHolds()) {
            reasons.add("the quote does not hold");
        }
        if (!verification.signaturesHold()) {
            reasons.add("what it lists has bad signatures");
        }
        return String.join(" and ", reasons);
    }

    private String tampered() {
        if (report.problemCount() > 0) {
            return String.format(
                    Locale.ROOT,
                    "the first wrong entry is %,d",
                    report.problems().get(0).entry());
        }
        if (report.bootAggregateDiffers()) {
            return "boot_aggregate is not the digest of the registers given";
        }
        boolean all = report.expected().stream()
                        .allMatch(result -> result.reachedAfter().isPresent())
                && report.composite().stream()
                        .allMatch(result -> result.reachedAfter().isPresent());
        return "every entry is sound, but entries are missing, added or in another order than the register says"
                + (all ? "" : ", or the list was read before the register was");
    }

    private static String hexadecimal(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
