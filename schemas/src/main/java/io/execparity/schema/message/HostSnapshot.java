package io.execparity.schema.message;

import java.util.List;
import java.util.Locale;

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
 * @param auditStatus the lines of {@code auditctl -s}
 * @param auditRules the lines of {@code auditctl -l}
 * @param imaPolicy the lines of {@code /sys/kernel/security/ima/policy}
 * @param runtimes paths of container runtimes that are installed
 * @param unreadable what of this could not be read, and why
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
        List<String> unreadable)
        implements AgentMessage {
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

    /** Whether the other says the same of the host, whenever and why ever it was taken. */
    public boolean saysTheSame(HostSnapshot other) {
        return equals(new HostSnapshot(
                epochMillis,
                other.host,
                other.agent,
                cause,
                other.boot,
                other.kernel,
                other.machine,
                other.securityModules,
                other.memfdNoexec,
                other.mounts,
                other.auditStatus,
                other.auditRules,
                other.imaPolicy,
                other.runtimes,
                other.unreadable));
    }
}
