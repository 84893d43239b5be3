package io.execparity.readiness.coverage;

import io.execparity.schema.finding.Rule;
import java.util.List;
import java.util.Map;

/** Which rules can see on which hosts. */
public record Coverage(List<OfHost> hosts) {
    public Coverage {
        hosts = List.copyOf(hosts);
    }

    /**
     * One host.
     *
     * @param told true where its agent told what it is like; else all is inferred from what came
     * @param rules of every rule
     */
    public record OfHost(String name, boolean told, Map<Rule, OfRule> rules) {
        public OfHost {
            rules = Map.copyOf(rules);
        }
    }

    /**
     * One rule on one host.
     *
     * @param missing what is not there, or not known to be there, of what it needs; or, where it sees partly, of what
     *     would help
     */
    public record OfRule(Sight sight, List<Missing> missing) {
        public OfRule {
            missing = List.copyOf(missing);
        }
    }

    /**
     * A feed that is missing.
     *
     * @param words what it is
     * @param why how that is known
     * @param fix what is to be added, exactly
     */
    public record Missing(String feed, String words, String why, List<String> fix) {
        public Missing {
            fix = List.copyOf(fix);
        }
    }
}
