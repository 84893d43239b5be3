package io.execparity.schema.finding;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.execution.EvidenceOrder;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should know, with the evidence for it and one sentence that explains it.
 *
 * @param key when it became true: the event that completed the evidence; for a roll-up the first event of all
 * @param execution the execution concerned, null where none is
 * @param memfdName the memory file's name as its maker chose it, null where none is concerned or on record
 * @param evidence {@code audit(SEC.MMM:SERIAL)} stamps and {@code ima:N} list places, in order, at most {@link
 *        #MAX_EVIDENCE}
 * @param rollUp null for a finding that stands for one act
 * @param about what tells it from others of its rule at its event, of its process and file, and is part of its id; empty
 *     where those are enough
 */
public record Finding(
        String host,
        EventKey key,
        Rule rule,
        Severity severity,
        Confidence confidence,
        @Nullable ProcessView process,
        FileView file,
        @Nullable Execution execution,
        Securebits policy,
        @Nullable Bytes memfdName,
        List<String> evidence,
        String explanation,
        @Nullable RollUp rollUp,
        String about) {
    /** How many stamps one finding carries; a roll-up keeps the first and the last ones. */
    public static final int MAX_EVIDENCE = 64;

    /**
     * What a finding that stands for many acts adds.
     *
     * @param count how many acts, 1 or more
     * @param first the first of them
     * @param last the last of them
     */
    public record RollUp(long count, EventKey first, EventKey last) {}

    public Finding {
        requireNonNull(host, "host is null");
        requireNonNull(key, "key is null");
        requireNonNull(rule, "rule is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(confidence, "confidence is null");
        requireNonNull(file, "file is null");
        requireNonNull(policy, "policy is null");
        requireNonNull(explanation, "explanation is null");
        requireNonNull(about, "about is null");
        evidence = evidence.stream().sorted(EvidenceOrder.BY_SERIAL).toList();
    }

    /** Begins a finding of {@code rule} at its usual severity. */
    public static Builder of(Rule rule, String host, EventKey key, Confidence confidence) {
        return new Builder(rule, host, key, confidence);
    }

    /** True where the exit code of a run tells of it: class bypass or alert, or severity critical. */
    public boolean wantsAttention() {
        return rule.findingClass() == FindingClass.BYPASS
                || rule.findingClass() == FindingClass.ALERT
                || severity == Severity.CRITICAL;
    }

    /** Collects the parts of a finding. */
    public static final class Builder {
        private final Rule rule;
        private final String host;
        private final EventKey key;
        private final Confidence confidence;
        private final List<String> evidence = new ArrayList<>();
        private Severity severity;
        private @Nullable ProcessView process;
        private FileView file = FileView.UNKNOWN;
        private @Nullable Execution execution;
        private Securebits policy = Securebits.NONE;
        private @Nullable Bytes memfdName;
        private @Nullable RollUp rollUp;
        private String about = "";

        private Builder(Rule rule, String host, EventKey key, Confidence confidence) {
            this.rule = rule;
            this.host = host;
            this.key = key;
            this.confidence = confidence;
            this.severity = rule.severity();
        }

        public Builder severity(Severity value) {
            severity = value;
            return this;
        }

        public Builder process(ProcessView value) {
            process = value;
            return this;
        }

        public Builder file(FileView value) {
            file = value;
            return this;
        }

        /** Takes process, file, policy and evidence from the execution. */
        public Builder execution(Execution value) {
            execution = value;
            process = value.process();
            file = value.file();
            policy = value.policy();
            return evidence(value.evidence());
        }

        public Builder policy(Securebits value) {
            policy = value;
            return this;
        }

        public Builder memfdName(@Nullable Bytes value) {
            memfdName = value;
            return this;
        }

        public Builder rollUp(RollUp value) {
            rollUp = value;
            return this;
        }

        /** Says what tells it from others that everything else would be the same of. */
        public Builder about(String value) {
            about = value;
            return this;
        }

        /** Adds a stamp unless it is there already. */
        public Builder evidence(String stamp) {
            if (!evidence.contains(stamp) && evidence.size() < MAX_EVIDENCE) {
                evidence.add(stamp);
            }
            return this;
        }

        public Builder evidence(List<String> stamps) {
            stamps.forEach(this::evidence);
            return this;
        }

        /** Takes these stamps, the first ones and the last ones of many, instead of those collected so far. */
        public Builder replaceEvidence(Collection<String> first, Collection<String> last) {
            evidence.clear();
            first.forEach(this::evidence);
            last.forEach(this::evidence);
            return this;
        }

        /** Ends with the sentence that explains the finding. */
        public Finding because(String explanation) {
            return new Finding(
                    host,
                    key,
                    rule,
                    severity,
                    confidence,
                    process,
                    file,
                    execution,
                    policy,
                    memfdName,
                    evidence,
                    explanation,
                    rollUp,
                    about);
        }
    }
}
