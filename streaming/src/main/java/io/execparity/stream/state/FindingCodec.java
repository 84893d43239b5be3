package io.execparity.stream.state;

import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding of one act, as it waits to be rolled up. Process, file and policy are not written where they are those of the
 * execution. It is no roll-up yet, so that part is not saved.
 */
public final class FindingCodec implements Codec<Finding> {
    public static final FindingCodec CODEC = new FindingCodec();

    private static final int HOST = 1;
    private static final int KEY = 2;
    private static final int RULE = 3;
    private static final int SEVERITY = 4;
    private static final int CONFIDENCE = 5;
    private static final int PROCESS = 6;
    private static final int FILE = 7;
    private static final int EXECUTION = 8;
    private static final int POLICY = 9;
    private static final int MEMFD_NAME = 10;
    private static final int EVIDENCE = 11;
    private static final int EXPLANATION = 12;
    private static final int ABOUT = 13;

    private FindingCodec() {}

    @Override
    public void write(Finding finding, StateWriter out) {
        Execution run = finding.execution();
        out.text(HOST, finding.host());
        Parts.key(out, KEY, finding.key());
        out.text(RULE, finding.rule().slug());
        Parts.place(out, SEVERITY, finding.severity());
        Parts.place(out, CONFIDENCE, finding.confidence());
        ExecutionCodec.CODEC.write(out, EXECUTION, run);
        if (run == null || !run.process().equals(finding.process())) {
            ProcessViewCodec.CODEC.write(out, PROCESS, finding.process());
        }
        if (run == null || !run.file().equals(finding.file())) {
            FileViewCodec.CODEC.write(out, FILE, finding.file());
        }
        out.number(
                POLICY, finding.policy().bits(), run == null ? 0 : run.policy().bits());
        Parts.bytes(out, MEMFD_NAME, finding.memfdName());
        Parts.texts(out, EVIDENCE, finding.evidence());
        out.text(EXPLANATION, finding.explanation());
        if (!finding.about().isEmpty()) {
            out.text(ABOUT, finding.about());
        }
    }

    @Override
    public Finding read(StateReader in) throws UnreadableStateException {
        @Nullable String host = null;
        @Nullable EventKey key = null;
        @Nullable Rule rule = null;
        Severity severity = Severity.values()[0];
        Confidence confidence = Confidence.values()[0];
        @Nullable ProcessView process = null;
        @Nullable FileView file = null;
        @Nullable Execution run = null;
        @Nullable Securebits policy = null;
        @Nullable Bytes memfdName = null;
        List<String> evidence = new ArrayList<>();
        String explanation = "";
        String about = "";
        while (in.next()) {
            switch (in.tag()) {
                case HOST -> host = in.text();
                case KEY -> key = Parts.key(in);
                case RULE -> rule = Parts.rule(in);
                case SEVERITY -> severity = Parts.place(in, Severity.values());
                case CONFIDENCE -> confidence = Parts.place(in, Confidence.values());
                case PROCESS -> process = ProcessViewCodec.CODEC.read(in.message());
                case FILE -> file = FileViewCodec.CODEC.read(in.message());
                case EXECUTION -> run = ExecutionCodec.CODEC.read(in.message());
                case POLICY -> policy = Parts.securebits(in);
                case MEMFD_NAME -> memfdName = Parts.bytes(in);
                case EVIDENCE -> Parts.add(in, evidence, in.text(), Finding.MAX_EVIDENCE);
                case EXPLANATION -> explanation = in.text();
                case ABOUT -> about = in.text();
                default -> {}
            }
        }
        return new Finding(
                Parts.required(in, host, "host"),
                Parts.required(in, key, "stamp"),
                Parts.required(in, rule, "rule"),
                severity,
                confidence,
                process != null || run == null ? process : run.process(),
                file != null ? file : run == null ? FileView.UNKNOWN : run.file(),
                run,
                policy != null ? policy : run == null ? Securebits.NONE : run.policy(),
                memfdName,
                evidence,
                explanation,
                null,
                about);
    }
}
