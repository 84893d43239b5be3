package io.execparity.schema.codec;

import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.execution.MemfdFlags;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Finding.RollUp;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.Loss;
import io.execparity.schema.message.ProbeOutcome;
import io.execparity.schema.message.SerialRange;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of each noun with everything in it, and one with as little as can be. */
final class Samples {
    static final EventKey KEY = new EventKey(1_795_346_040_983L, 19);
    static final EventKey LATER = new EventKey(1_795_346_041_007L, 23);

    static final ProcessView PROCESS = new ProcessView(
            "lab-host/0/812/1795346040",
            812,
            800,
            Bytes.utf8("/usr/bin/dash"),
            Bytes.utf8("sh"),
            List.of(Bytes.utf8("sh"), Bytes.utf8("./noexec.sh")),
            0,
            1000);

    static final ProcessView BARE_PROCESS = new ProcessView("p", 7, 0, null, null, List.of(), -1, -1);

    static final FileView FILE = file(ContentDigest.Algorithm.SHA256);

    private Samples() {}

    static FileView file(ContentDigest.Algorithm algorithm) {
        return new FileView(
                Bytes.utf8("/srv/noexec.sh"),
                new FileIdentity(0xFE_0000_0001L, 4_242),
                new ContentDigest(algorithm, "ab".repeat(algorithm.length())));
    }

    static Execution fullExecution() {
        return execution(PROCESS, FILE);
    }

    static Execution execution(ProcessView process, FileView file) {
        return new Execution(
                "lab-host",
                KEY,
                process,
                Mode.INDIRECT,
                Vector.SCRIPT_FILE,
                CodeOrigin.FILE,
                CheckState.DENIED,
                CheckInterface.AT_EXECVE_CHECK,
                Outcome.RAN,
                new Securebits(Securebits.MASK),
                file,
                Bytes.utf8("/usr/bin/dash"),
                MemfdFlags.of(0x13),
                List.of(KEY.stamp(), LATER.stamp()));
    }

    static Execution fewExecution() {
        return new Execution(
                "h",
                KEY,
                BARE_PROCESS,
                Mode.DIRECT,
                Vector.BINARY,
                CodeOrigin.NONE,
                CheckState.NONE,
                null,
                Outcome.UNKNOWN,
                Securebits.NONE,
                FileView.UNKNOWN,
                null,
                null,
                List.of());
    }

    static MemfdCall memfdCall(int flags, long answer) {
        return new MemfdCall("lab-host", KEY, PROCESS, new MemfdFlags(flags), answer);
    }

    static Finding fullFinding() {
        return Finding.of(Rule.PARITY_BREAK, "lab-host", KEY, Confidence.LIKELY)
                .execution(fullExecution())
                .memfdName(Bytes.utf8("runc_cloned"))
                .rollUp(new RollUp(3, KEY, LATER))
                .about("what it is about")
                .because("sh ran ./noexec.sh 188 ms after the kernel denied running it directly.");
    }

    static Finding fewFinding() {
        return Finding.of(Rule.SENSOR_BLIND_SPOT, "h", new EventKey(7, 1), Confidence.PROVEN)
                .because("h never sends CWD records.");
    }

    static Finding explained(String explanation) {
        return Finding.of(Rule.TELEMETRY_LOSS, "h", KEY, Confidence.PROVEN).because(explanation);
    }

    static Finding withName(@Nullable Bytes name) {
        return Finding.of(Rule.MEMFD_EXEC, "h", KEY, Confidence.PROVEN)
                .memfdName(name)
                .because("why");
    }

    static SuppressedFinding suppressed() {
        return new SuppressedFinding(
                fewFinding(), "runc", Confidence.PROVEN, "The memfd holds the bytes of its maker.");
    }

    static Check check(ProcessView process, FileView file, Securebits policy, List<String> evidence) {
        return new Check(
                "lab-host",
                KEY,
                process,
                CheckInterface.AT_EXECVE_CHECK,
                CheckState.DENIED,
                -13,
                true,
                CodeOrigin.FILE,
                file,
                policy,
                "the process went on",
                evidence);
    }

    static Check fullCheck() {
        return check(PROCESS, FILE, new Securebits(Securebits.RESTRICT_FILE), List.of(KEY.stamp()));
    }

    static Check fewCheck() {
        return check(BARE_PROCESS, FileView.UNKNOWN, Securebits.NONE, List.of());
    }

    static Loss loss(Loss.Reason reason) {
        return new Loss(0, "h", "a", "audit-log", reason, 3, 99, List.of(new SerialRange(1, 4)), "Why.");
    }

    static Loss bareLoss() {
        return new Loss(0, "h", "a", "s", Loss.Reason.LOG_TRUNCATED, Loss.UNKNOWN, Loss.UNKNOWN, List.of(), "Why.");
    }

    static HostSnapshot snapshot(HostSnapshot.Cause cause, List<String> lines) {
        return new HostSnapshot(
                0,
                "h",
                "a",
                cause,
                "boot",
                "7.2.0",
                "amd64",
                lines,
                "1",
                lines,
                lines,
                lines,
                lines,
                lines,
                lines,
                "Asia/Kolkata");
    }

    static HostSnapshot bareSnapshot(HostSnapshot.Cause cause) {
        List<String> none = List.of();
        return new HostSnapshot(0, "h", "a", cause, "", "", "", none, "", none, none, none, none, none, none, "");
    }

    static ProbeOutcome probe(ProbeOutcome.Link link) {
        return new ProbeOutcome(
                "h",
                "execparity-probe-0123456789abcdef",
                "7.2",
                "memfd-exec",
                1_795_000_000_000L,
                link,
                "memfd-exec",
                1,
                2,
                3,
                "It is in the audit log.",
                "See that the agent runs.");
    }
}
