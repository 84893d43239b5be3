package io.execparity.readiness.coverage;

import io.execparity.readiness.coverage.FeedState.Presence;
import io.execparity.schema.finding.RuleNeeds.Feed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The audit rules that a host has loaded, and what they let through. */
final class LoadedRules {
    private static final String B64 = "b64";

    private final List<AuditRule> rules = new ArrayList<>();

    /** @param lines as {@code auditctl -l} prints them */
    LoadedRules(List<String> lines) {
        lines.forEach(line -> AuditRule.of(line).ifPresent(rules::add));
    }

    FeedState state(Feed feed) {
        List<String> fix = new ArrayList<>();
        Set<String> why = new TreeSet<>();
        boolean any = false;
        for (String line : feed.fix()) {
            String arch = AuditRule.of(line).map(AuditRule::arch).orElse(B64);
            Presence there = presence(feed, arch);
            any |= there != Presence.MISSING;
            if (there != Presence.THERE) {
                fix.add(line);
                why.add(
                        there == Presence.MISSING
                                ? "no loaded audit rule for " + arch + " names " + String.join(" and ", feed.calls())
                                : "the loaded audit rules for " + arch + " leave out some of " + feed.words());
            }
        }
        if (fix.isEmpty()) {
            return FeedState.THERE;
        }
        return new FeedState(any ? Presence.IN_PART : Presence.MISSING, String.join("; ", why), fix);
    }

    private Presence presence(Feed feed, String arch) {
        boolean named = true;
        boolean wide = true;
        for (String call : feed.calls()) {
            named &= rules.stream().anyMatch(rule -> rule.always() && rule.isFor(arch) && rule.names(call));
            wide &= rules.stream()
                    .anyMatch(rule ->
                            rule.always() && rule.isFor(arch) && rule.names(call) && rule.isWideEnoughFor(feed));
        }
        boolean hidden = feed.calls().stream()
                .anyMatch(call ->
                        rules.stream().anyMatch(rule -> !rule.always() && rule.isFor(arch) && rule.names(call)));
        if (!named) {
            return Presence.MISSING;
        }
        return wide && !hidden ? Presence.THERE : Presence.IN_PART;
    }
}
