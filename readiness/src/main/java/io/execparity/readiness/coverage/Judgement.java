package io.execparity.readiness.coverage;

import io.execparity.readiness.coverage.FeedState.Presence;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.RuleNeeds;
import io.execparity.schema.finding.RuleNeeds.Feed;
import io.execparity.schema.message.HostSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rules see on one host: by what its agent told of it where there is such, else by what came. */
final class Judgement {
    private final HostView view;
    private final @Nullable HostSnapshot snapshot;
    private final Map<String, FeedState> states = new HashMap<>();

    Judgement(HostView view, @Nullable HostSnapshot snapshot) {
        this.view = view;
        this.snapshot = snapshot;
        for (Feed feed : RuleNeeds.bundled().feeds()) {
            states.put(feed.id(), state(feed));
        }
    }

    Coverage.OfRule of(Rule rule) {
        RuleNeeds.Needs needs = RuleNeeds.bundled().of(rule);
        List<Coverage.Missing> missing = new ArrayList<>();
        Sight sight = Sight.SEES;
        for (Feed feed : needs.needs()) {
            FeedState state = states.getOrDefault(feed.id(), FeedState.THERE);
            sight = worse(
                    sight,
                    switch (state.presence()) {
                        case THERE -> Sight.SEES;
                        case IN_PART -> Sight.PARTLY;
                        case MISSING -> Sight.BLIND;
                        case UNKNOWN -> Sight.UNKNOWN;
                    });
            add(missing, feed, state);
        }
        for (Feed feed : needs.helps()) {
            FeedState state = states.getOrDefault(feed.id(), FeedState.THERE);
            if (state.presence() == Presence.MISSING || state.presence() == Presence.IN_PART) {
                sight = worse(sight, Sight.PARTLY);
                add(missing, feed, state);
            }
        }
        // Whatever is said to be missing: it did see.
        if (view.told(rule) && sight == Sight.UNKNOWN) {
            return new Coverage.OfRule(Sight.SEES, List.of());
        }
        return new Coverage.OfRule(view.told(rule) && sight == Sight.BLIND ? Sight.PARTLY : sight, missing);
    }

    private static void add(List<Coverage.Missing> missing, Feed feed, FeedState state) {
        if (state.presence() != Presence.THERE) {
            missing.add(new Coverage.Missing(feed.id(), feed.words(), state.why(), state.fix()));
        }
    }

    private static Sight worse(Sight one, Sight other) {
        return rank(other) > rank(one) ? other : one;
    }

    private static int rank(Sight sight) {
        return switch (sight) {
            case SEES -> 0;
            case PARTLY -> 1;
            case UNKNOWN -> 2;
            case BLIND -> 3;
        };
    }

    private FeedState state(Feed feed) {
        return switch (feed.source()) {
            case AUDIT -> audit(feed);
            case IMA -> policy(feed);
            case HOST -> modules(feed);
            case AGENT, SITE ->
                feed.id().equals("ima-list") && view.hasList()
                        ? FeedState.THERE
                        : unknown(feed, "nothing on record tells");
        };
    }

    private FeedState audit(Feed feed) {
        if (snapshot != null && !isUnreadable("auditctl -l")) {
            if (snapshot.auditStatus().stream().anyMatch(line -> line.matches("enabled\\s+0"))) {
                return new FeedState(Presence.MISSING, "auditing is off", List.of("auditctl -e 1"));
            }
            return feed.calls().isEmpty() ? FeedState.THERE : new LoadedRules(snapshot.auditRules()).state(feed);
        }
        boolean came = feed.calls().isEmpty() && view.saidAnything()
                || feed.id().equals("exec") && view.has("executions")
                || feed.id().equals("memfd-create") && view.has("memfds");
        if (came) {
            return FeedState.THERE;
        }
        if (view.never(feed.words())) {
            return new FeedState(Presence.MISSING, "no such record ever came", feed.fix());
        }
        if (feed.id().equals("mount")) {
            return unknown(feed, "mounts are rare, and nothing tells whether they are audited");
        }
        return view.saidEnough() ? FeedState.THERE : unknown(feed, "too few events came to tell");
    }

    private FeedState policy(Feed feed) {
        if (snapshot == null || isUnreadable("ima/policy")) {
            boolean measures = feed.id().equals("ima-measure") && view.hasList();
            return measures ? FeedState.THERE : unknown(feed, "the host's IMA policy is not known");
        }
        boolean there = snapshot.imaPolicy().stream().anyMatch(line -> isPolicy(line, feed.calls()));
        return there
                ? FeedState.THERE
                : new FeedState(Presence.MISSING, "no line of the IMA policy says so", feed.fix());
    }

    /** A rule of IMA's policy: an action, and conditions in any order (Documentation/ABI/testing/ima_policy). */
    private static boolean isPolicy(String line, List<String> actionAndFunction) {
        List<String> words = List.of(line.trim().split("\\s+", -1));
        return words.get(0).equals(actionAndFunction.get(0)) && words.contains("func=" + actionAndFunction.get(1));
    }

    private FeedState modules(Feed feed) {
        if (snapshot == null || snapshot.securityModules().isEmpty()) {
            return unknown(feed, "the host's security modules are not known");
        }
        return snapshot.securityModules().stream().anyMatch(feed.calls()::contains)
                ? FeedState.THERE
                : new FeedState(Presence.MISSING, "the kernel has none of them", feed.fix());
    }

    private boolean isUnreadable(String what) {
        return snapshot != null && snapshot.unreadable().stream().anyMatch(line -> line.contains(what));
    }

    private static FeedState unknown(Feed feed, String why) {
        return new FeedState(Presence.UNKNOWN, why, feed.fix());
    }
}
