package io.execparity.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.execparity.collect.ima.BootAggregate;
import io.execparity.collect.ima.CompositeResult;
import io.execparity.collect.ima.ListProblem;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.RegisterResult;
import io.execparity.collect.ima.VerificationReport;
import io.execparity.collect.ima.VerificationReport.Verdict;
import io.execparity.collect.ima.quote.Attestation;
import io.execparity.collect.ima.quote.PcrSelection;
import io.execparity.collect.ima.quote.QuoteReport;
import io.execparity.collect.ima.signature.SignatureFinding;
import io.execparity.collect.ima.signature.SignatureReport;
import io.execparity.collect.ima.signature.SignatureVerdict.Outcome;
import io.execparity.collect.reference.Judgement;
import io.execparity.collect.reference.ReferenceReport;
import io.execparity.collect.reference.ReferenceReport.Unlisted;
import io.execparity.schema.finding.Severity;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The verification of a list as one JSON object in one line. */
final class VerificationJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private static final String RULE = "measurement-list-tampered";
    private static final String UNKNOWN_DIGEST = "unknown-digest";

    private final JsonGenerator json;

    private VerificationJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(Verification verification, String file) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            new VerificationJson(json).report(verification, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private void report(Verification verification, String file) throws IOException {
        VerificationReport report = verification.list();
        json.writeStartObject();
        json.writeStringField("file", file);
        json.writeBooleanField("passed", verification.passed());
        json.writeStringField("verdict", report.verdict().word());
        if (report.verdict() == Verdict.TAMPERED) {
            json.writeStringField("rule", RULE);
            json.writeStringField("severity", Severity.CRITICAL.word());
        }
        list(report);
        json.writeObjectFieldStart("registers");
        for (Map.Entry<Integer, Bytes> register : report.registers().entrySet()) {
            json.writeStringField(
                    report.shape().bank().word() + ":" + register.getKey(), hexadecimal(register.getValue()));
        }
        json.writeEndObject();
        expected(report);
        bootAggregates(report);
        violations(report);
        problems(report);
        if (verification.quote().isPresent()) {
            quote(verification.quote().get(), report.composite());
        }
        if (verification.signatures().isPresent()) {
            signatures(verification.signatures().get());
        }
        if (verification.reference().isPresent()) {
            reference(verification.reference().get());
        }
        json.writeEndObject();
    }

    private void list(VerificationReport report) throws IOException {
        json.writeObjectFieldStart("list");
        json.writeStringField("format", report.shape().ascii() ? "ascii" : "binary");
        json.writeStringField("bank", report.shape().bank().word());
        json.writeStringField("byte_order", report.shape().order() == ByteOrder.LITTLE_ENDIAN ? "little" : "big");
        json.writeBooleanField("padded_sha1", report.shape().padded());
        json.writeNumberField("entries", report.entries());
        json.writeNumberField("bytes", report.bytes());
        json.writeNumberField("violations", report.violationCount());
        // Whatever registers were given: a violation extends them with ones, and with nothing of its fields.
        json.writeNumberField("violation_names_not_vouched_for", report.violationCount());
        json.writeArrayFieldStart("registers_not_vouched_for");
        for (int register : report.registersWithoutWitness()) {
            json.writeNumber(register);
        }
        json.writeEndArray();
        json.writeNumberField("problems", report.problemCount());
        json.writeObjectFieldStart("templates");
        for (Map.Entry<String, Long> template : new TreeMap<>(report.templates()).entrySet()) {
            json.writeNumberField(template.getKey(), template.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void expected(VerificationReport report) throws IOException {
        json.writeArrayFieldStart("expected");
        for (RegisterResult result : report.expected()) {
            json.writeStartObject();
            json.writeStringField("register", result.expected().toString());
            json.writeStringField("value", hexadecimal(result.expected().value()));
            json.writeStringField("replayed", hexadecimal(result.replayed()));
            json.writeBooleanField("satisfied", result.satisfied());
            json.writeStringField(
                    "rule", result.rule().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (result.reachedAfter().isPresent()) {
                json.writeNumberField("reached_after", result.reachedAfter().getAsLong());
                json.writeNumberField("later", result.later());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void bootAggregates(VerificationReport report) throws IOException {
        json.writeArrayFieldStart("boot_aggregates");
        for (BootAggregate boot : report.bootAggregates()) {
            json.writeStartObject();
            json.writeNumberField("entry", boot.entry());
            json.writeStringField("digest", boot.digest().toString());
            json.writeStringField("state", boot.state().word());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void violations(VerificationReport report) throws IOException {
        json.writeArrayFieldStart("violations");
        for (MeasurementEntry entry : report.violations()) {
            json.writeStartObject();
            json.writeNumberField("entry", entry.number());
            json.writeNumberField("offset", entry.offset());
            json.writeStringField("name", entry.name().text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void problems(VerificationReport report) throws IOException {
        json.writeArrayFieldStart("problems");
        for (ListProblem problem : report.problems()) {
            json.writeStartObject();
            json.writeNumberField("entry", problem.entry());
            json.writeNumberField("offset", problem.offset());
            json.writeStringField("kind", problem.kind().word());
            json.writeStringField("what", problem.what());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void reference(ReferenceReport report) throws IOException {
        json.writeObjectFieldStart("reference");
        json.writeStringField("form", report.form());
        for (Judgement judgement : Judgement.values()) {
            json.writeNumberField(judgement.word(), report.count(judgement));
        }
        json.writeNumberField("unjudged", report.unjudged());
        json.writeArrayFieldStart("unlisted");
        for (Unlisted unlisted : report.unlisted()) {
            json.writeStartObject();
            json.writeStringField("rule", UNKNOWN_DIGEST);
            json.writeStringField("severity", Severity.MEDIUM.word());
            json.writeStringField("judgement", unlisted.judgement().word());
            json.writeStringField("name", unlisted.name().text());
            json.writeStringField("digest", unlisted.digest().toString());
            json.writeNumberField("first_entry", unlisted.firstEntry());
            json.writeNumberField("entries", unlisted.entries());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("entries_beyond", report.beyond());
        json.writeEndObject();
    }

    private void signatures(SignatureReport report) throws IOException {
        json.writeObjectFieldStart("signatures");
        json.writeNumberField("keys", report.keys());
        json.writeNumberField("unsigned", report.unsigned());
        for (Outcome outcome : Outcome.values()) {
            json.writeNumberField(outcome.word().replace('-', '_'), report.count(outcome));
        }
        json.writeArrayFieldStart("findings");
        for (SignatureFinding finding : report.findings()) {
            json.writeStartObject();
            json.writeNumberField("entry", finding.entry());
            json.writeNumberField("offset", finding.offset());
            json.writeStringField("name", finding.name().text());
            json.writeStringField("field", finding.field().identifier());
            json.writeStringField("outcome", finding.verdict().outcome().word());
            json.writeStringField("why", finding.verdict().why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void quote(QuoteReport quote, Optional<CompositeResult> digest) throws IOException {
        Attestation attestation = quote.attestation();
        json.writeObjectFieldStart("quote");
        json.writeStringField("outcome", quote.outcome().word());
        json.writeBooleanField("holds", quote.holds());
        json.writeBooleanField("nonce_matches", quote.nonceMatches());
        json.writeStringField("nonce", hexadecimal(attestation.nonce()));
        json.writeStringField("signer", hexadecimal(attestation.signer()));
        json.writeStringField("clock", Long.toUnsignedString(attestation.clock()));
        json.writeNumberField("resets", attestation.resets());
        json.writeNumberField("restarts", attestation.restarts());
        json.writeBooleanField("safe", attestation.safe());
        json.writeStringField("firmware", Long.toHexString(attestation.firmware()));
        json.writeStringField("digest", hexadecimal(attestation.digest()));
        json.writeArrayFieldStart("registers");
        for (PcrSelection selection : attestation.selections()) {
            json.writeString(selection.toString());
        }
        json.writeEndArray();
        if (digest.isPresent()) {
            json.writeBooleanField("satisfied", digest.get().satisfied());
            if (digest.get().reachedAfter().isPresent()) {
                json.writeNumberField(
                        "reached_after", digest.get().reachedAfter().getAsLong());
                json.writeNumberField("later", digest.get().later());
            }
        }
        json.writeEndObject();
    }

    private static String hexadecimal(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toArray());
    }
}
