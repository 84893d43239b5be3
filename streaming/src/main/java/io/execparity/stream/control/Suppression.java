package io.execparity.stream.control;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.execution.FileView;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A site's word that findings about one file need nobody's attention for a while.
 *
 * @param id names it for ever
 * @param rules whose findings it holds back, at least one
 * @param host on which, null for any
 * @param subject the file: a digest alone, or an identity and a path
 * @param ofMaker true where the subject is the image that made a memory file, false where it is the file that ran
 * @param reason why, in words for people
 * @param owner who answers for it
 * @param createdMillis the event time from which it holds, in milliseconds of the epoch
 * @param untilMillis the event time from which it no longer does, at most {@link #LONGEST_MILLIS} later
 */
public record Suppression(
        String id,
        Set<Rule> rules,
        @Nullable String host,
        FileView subject,
        boolean ofMaker,
        String reason,
        String owner,
        long createdMillis,
        long untilMillis) {
    /** Nobody remembers longer why something is not looked at. */
    public static final long LONGEST_MILLIS = 365L * 24 * 60 * 60 * 1000;

    /** Findings that evidence was taken away: whoever holds these back holds back everything. */
    public static final Set<Rule> NEVER = Set.of(Rule.AUDIT_TAMPERING, Rule.MEASUREMENT_LIST_TAMPERED);

    public Suppression {
        requireNonNull(id, "id is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(owner, "owner is null");
        rules = Set.copyOf(rules);
        if (rules.isEmpty() || rules.stream().anyMatch(NEVER::contains)) {
            throw new IllegalArgumentException("of rules " + rules);
        }
        if ((subject.digest() == null) == (subject.identity() == null)
                || (subject.identity() == null) != (subject.path() == null)) {
            throw new IllegalArgumentException("either a digest or an identity with its path: " + subject);
        }
        if (untilMillis < createdMillis || untilMillis - createdMillis > LONGEST_MILLIS) {
            throw new IllegalArgumentException("from " + createdMillis + " until " + untilMillis);
        }
    }

    /** Whether it holds for this finding, were it about the subject. */
    boolean covers(Finding finding) {
        long time = finding.key().epochMillis();
        return rules.contains(finding.rule())
                && (host == null || host.equals(finding.host()))
                && time >= createdMillis
                && time < untilMillis;
    }
}
