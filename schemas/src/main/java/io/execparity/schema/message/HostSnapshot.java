package io.execparity.schema.message;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a host is like, so that somebody can judge what its records can show. Texts are as the host gave them; an absent
 * fact is an empty text or list.
 *
 * @param epochMillis when it was taken, by the host's clock
 * @param host the name under which the host's lines are sent
 * @param agent the agent's own name
 * @param cause why it was sent
 * @param boot {@code /proc/sys/kernel/random/boot_id}
 * @param kernel {@code /proc/sys/kernel/osrelease}
 * @param machine the architecture as the JVM names it
 * @param securityModules {@code /sys/kernel/security/lsm}, in order
 * @param memfdNoexec {@code vm.memfd_noexec}, 0 to 2
 * @param mounts the lines of {@code /proc/self/mounts}
 * @param auditStatus the lines of {@code auditctl -s}; what they count is of the moment in which it was taken
 * @param auditRules the lines of {@code auditctl -l}
 * @param imaPolicy the lines of {@code /sys/kernel/security/ima/policy}
 * @param runtimes paths of container runtimes that are installed
 * @param unreadable what of this could not be read, and why
 * @param timeZone the name of the zone by whose rules the host shows times, of the IANA database; empty where it is not
 *        known
 */
public record HostSnapshot(
        long epochMillis,
        String host,
        String agent,
        Cause cause,
        String boot,
        String kernel,
        String machine,
        List<String> securityModules,
        String memfdNoexec,
        List<String> mounts,
        List<String> auditStatus,
        List<String> auditRules,
        List<String> imaPolicy,
        List<String> runtimes,
        List<String> unreadable,
        String timeZone)
        implements AgentMessage {
    /** What counts up by itself in the audit status. */
    private static final Pattern COUNTER = Pattern.compile("(lost|backlog)\\s.*");

    public HostSnapshot {
        securityModules = List.copyOf(securityModules);
        mounts = List.copyOf(mounts);
        auditStatus = List.copyOf(auditStatus);
        auditRules = List.copyOf(auditRules);
        imaPolicy = List.copyOf(imaPolicy);
        runtimes = List.copyOf(runtimes);
        unreadable = List.copyOf(unreadable);
    }

    /** Why a snapshot was sent. */
    public enum Cause {
        START,
        CHANGE,
        DAILY;

        /** As messages have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the other says the same of the host, whenever and why ever it was taken, and whatever was counted until then. */
    public boolean saysTheSame(HostSnapshot other) {
        return settled().equals(other.settled());
    }

    /** Without the counters, which would make every look a change. */
    private HostSnapshot settled() {
        return new HostSnapshot(
                0,
                host,
                agent,
                Cause.START,
                boot,
                kernel,
                machine,
                securityModules,
                memfdNoexec,
                mounts,
                auditStatus.stream()
                        .filter(line -> !COUNTER.matcher(line).matches())
                        .toList(),
                auditRules,
                imaPolicy,
                runtimes,
                unreadable,
                timeZone);
    }
}
