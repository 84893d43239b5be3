package io.execparity.stream.measurement;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An IMA policy in the kernel's syntax (Documentation/ABI/testing/ima_policy), as far as it says what is measured. The
 * first rule that matches decides (security/integrity/ima/ima_policy.c, ima_match_policy).
 */
public final class MeasurementPolicy implements Serializable {
    private static final long serialVersionUID = 1;

    /** The kernel itself takes no policy of more. */
    private static final int LARGEST = 1 << 20;

    private final List<PolicyRule> rules;

    /** What the policy says of one use of a file. */
    public enum Coverage {
        MEASURED,
        /** A rule exempts it. */
        EXEMPT,
        /** No rule is about it. */
        OMITTED,
        /** A rule that asks for something not on record may be about it. */
        UNKNOWN
    }

    /**
     * The policy's answer.
     *
     * @param rule the rule that exempts, as it is written, with its line; null unless one does
     */
    public record Answer(Coverage coverage, @Nullable String rule) {
        /** True where the policy is why something is not in a list. */
        public boolean explains() {
            return coverage == Coverage.EXEMPT || coverage == Coverage.OMITTED;
        }
    }

    private MeasurementPolicy(List<PolicyRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads a policy.
     *
     * @param source how errors name it
     * @throws IOException where a line is no rule; the message names file and line
     */
    public static MeasurementPolicy read(String source, InputStream in) throws IOException {
        byte[] content = in.readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
            throw new IOException(source + ": a policy has at most " + LARGEST + " bytes.");
        }
        List<PolicyRule> rules = new ArrayList<>();
        int number = 0;
        for (String line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            String plain = line.strip();
            if (plain.isEmpty() || plain.startsWith("#")) {
                continue;
            }
            try {
                PolicyRule.parse(plain, number).ifPresent(rules::add);
            } catch (IllegalArgumentException e) {
                throw new IOException(source + ", line " + number + ": " + e.getMessage() + ".", e);
            }
        }
        return new MeasurementPolicy(rules);
    }

    /** Asks whether a use of a file through any of several hooks is measured. */
    public Answer ask(FileUse use, List<FileUse.Hook> hooks) {
        Answer first = null;
        for (FileUse.Hook hook : hooks) {
            Answer answer = ask(use, hook);
            if (!answer.explains()) {
                return answer;
            }
            first = first == null || first.coverage() == Coverage.OMITTED ? answer : first;
        }
        return first == null ? new Answer(Coverage.UNKNOWN, null) : first;
    }

    private Answer ask(FileUse use, FileUse.Hook hook) {
        boolean maybeMeasured = false;
        boolean maybeExempt = false;
        for (PolicyRule rule : rules) {
            PolicyRule.Match match = rule.match(use, hook);
            if (match == PolicyRule.Match.MAYBE) {
                maybeMeasured |= rule.measures();
                maybeExempt |= !rule.measures();
            } else if (match == PolicyRule.Match.YES && rule.measures()) {
                return new Answer(maybeExempt ? Coverage.UNKNOWN : Coverage.MEASURED, null);
            } else if (match == PolicyRule.Match.YES) {
                return maybeMeasured
                        ? new Answer(Coverage.UNKNOWN, null)
                        : new Answer(Coverage.EXEMPT, "line " + rule.line() + ", " + rule.text());
            }
        }
        return new Answer(maybeMeasured ? Coverage.UNKNOWN : Coverage.OMITTED, null);
    }
}
