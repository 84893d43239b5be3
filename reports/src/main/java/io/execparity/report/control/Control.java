package io.execparity.report.control;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.finding.Rule;
import java.util.List;
import java.util.Set;

/**
 * One control of a framework, and how findings and numbers bear on it.
 *
 * @param id as the framework writes it
 * @param key the same as a token of lower-case letters, digits, points and hyphens
 * @param title the framework's own, or ours where {@link Framework#exactTitles} is false
 * @param bearing what of the control ExecParity's evidence shows, one sentence
 * @param limits what it does not show, one sentence
 * @param violatedBy rules whose findings are evidence against it
 * @param handled rules whose findings somebody has to have taken up
 * @param handlesAttention whether that goes for all findings that want a person's attention
 * @param noted rules whose findings are worth knowing beside it, and no evidence against it
 * @param needs evidence without which it cannot be judged
 * @param quantities numbers that are shown with it
 * @param mount the mount point that has to be noexec, empty for none
 */
public record Control(
        String id,
        String key,
        String title,
        String bearing,
        String limits,
        Set<Rule> violatedBy,
        Set<Rule> handled,
        boolean handlesAttention,
        Set<Rule> noted,
        List<Need> needs,
        List<Quantity> quantities,
        String mount) {
    public Control {
        requireNonNull(id, "id is null");
        requireNonNull(title, "title is null");
        violatedBy = Set.copyOf(violatedBy);
        handled = Set.copyOf(handled);
        noted = Set.copyOf(noted);
        needs = List.copyOf(needs);
        quantities = List.copyOf(quantities);
    }

    /** Whether results alone can ever decide it. */
    public boolean isDecidable() {
        return !violatedBy.isEmpty() || !handled.isEmpty() || handlesAttention || !mount.isEmpty();
    }
}
