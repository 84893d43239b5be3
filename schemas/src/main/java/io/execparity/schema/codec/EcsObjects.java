package io.execparity.schema.codec;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.MemfdFlags;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.record.EventKey;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects that several kinds of line share, by the names of the Elastic Common Schema where it has one. */
final class EcsObjects {
    private EcsObjects() {}

    static void time(JsonLine json, EventKey key) throws IOException {
        json.time(Name.TIMESTAMP, key.epochMillis());
    }

    static void host(JsonLine json, String host) throws IOException {
        json.begin(Name.HOST).text(Name.NAME, host).end();
    }

    /** The objects {@code process} and {@code user}. */
    static void process(JsonLine json, @Nullable ProcessView process) throws IOException {
        if (process == null) {
            return;
        }
        json.begin(Name.PROCESS).number(Name.PID, process.pid());
        if (process.parentPid() != 0) {
            json.begin(Name.PARENT).number(Name.PID, process.parentPid()).end();
        }
        json.text(Name.EXECUTABLE, process.executable())
                .text(Name.NAME, process.name())
                .texts(Name.ARGS, process.arguments())
                .text(Name.ENTITY_ID, process.entityId())
                .end();
        user(json, process);
    }

    private static void user(JsonLine json, ProcessView process) throws IOException {
        if (process.userId() < 0 && process.loginUserId() < 0) {
            return;
        }
        json.begin(Name.USER);
        if (process.userId() >= 0) {
            json.word(Name.ID, Long.toString(process.userId()));
        }
        if (process.loginUserId() >= 0) {
            json.begin(Name.AUDIT)
                    .word(Name.ID, Long.toString(process.loginUserId()))
                    .end();
        }
        json.end();
    }

    static void file(JsonLine json, FileView file) throws IOException {
        FileIdentity identity = file.identity();
        if (file.path() == null && identity == null && file.digest() == null) {
            return;
        }
        json.begin(Name.FILE).text(Name.PATH, file.path());
        if (identity != null) {
            json.word(Name.INODE, Long.toUnsignedString(identity.inode())).word(Name.DEVICE, identity.deviceText());
        }
        ContentDigest digest = file.digest();
        if (digest != null) {
            json.begin(Name.HASH)
                    .word(hash(digest.algorithm()), digest.hexadecimal())
                    .end();
        }
        json.end();
    }

    private static Name hash(ContentDigest.Algorithm algorithm) {
        return switch (algorithm) {
            case SHA1 -> Name.SHA1;
            case SHA256 -> Name.SHA256;
            case SHA384 -> Name.SHA384;
            case SHA512 -> Name.SHA512;
        };
    }

    /** How the code ran, inside {@code execparity}. */
    static void execution(JsonLine json, Execution execution) throws IOException {
        json.word(Name.MODE, execution.mode().word())
                .word(Name.VECTOR, execution.vector().word())
                .word(Name.ORIGIN, execution.origin().word())
                .word(Name.CHECK, execution.check().word());
        if (execution.checkInterface() != null) {
            json.word(Name.CHECK_INTERFACE, execution.checkInterface().word());
        }
        json.word(Name.OUTCOME, execution.outcome().word()).text(Name.INTERPRETER, execution.interpreter());
    }

    /** How a memory file was made, inside {@code execparity}. */
    static void memfdFlags(JsonLine json, MemfdFlags flags) throws IOException {
        json.begin(Name.MEMFD).texts(Name.FLAGS, flags.words()).end();
    }

    /** The standing and the reasons, inside {@code execparity}. */
    static void policyAndEvidence(JsonLine json, Securebits policy, List<String> evidence) throws IOException {
        json.texts(Name.POLICY, policy.words()).texts(Name.EVIDENCE, evidence);
    }

    /** Everything of a finding but the end of {@code execparity}, to which others may add. */
    static void finding(JsonLine json, Finding finding) throws IOException {
        time(json, finding.key());
        json.begin(Name.EVENT)
                .word(Name.KIND, "alert")
                .number(Name.SEVERITY, finding.severity().number())
                .end()
                .begin(Name.RULE)
                .word(Name.NAME, finding.rule().slug())
                .end();
        host(json, finding.host());
        process(json, finding.process());
        file(json, finding.file());
        if (finding.rule().technique().isPresent()) {
            json.begin(Name.THREAT)
                    .begin(Name.TECHNIQUE)
                    .texts(Name.ID, List.of(finding.rule().technique().get()))
                    .end()
                    .end();
        }
        json.begin(Name.EXECPARITY)
                .word(Name.CLASS, finding.rule().findingClass().word())
                .word(Name.SEVERITY, finding.severity().word())
                .word(Name.CONFIDENCE, finding.confidence().word());
        if (finding.execution() != null) {
            execution(json, finding.execution());
        }
        if (finding.memfdName() != null) {
            json.begin(Name.MEMFD).text(Name.NAME, finding.memfdName()).end();
        }
        policyAndEvidence(json, finding.policy(), finding.evidence());
        json.text(Name.EXPLANATION, finding.explanation());
        if (!finding.about().isEmpty()) {
            json.text(Name.ABOUT, finding.about());
        }
        rollUp(json, finding.rollUp());
    }

    private static void rollUp(JsonLine json, Finding.@Nullable RollUp rollUp) throws IOException {
        if (rollUp != null) {
            json.number(Name.COUNT, rollUp.count())
                    .time(Name.FIRST_SEEN, rollUp.first().epochMillis())
                    .time(Name.LAST_SEEN, rollUp.last().epochMillis());
        }
    }
}
