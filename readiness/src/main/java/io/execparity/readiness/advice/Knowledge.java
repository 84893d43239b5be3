package io.execparity.readiness.advice;

import io.execparity.schema.execution.KernelRelease;
import io.execparity.schema.message.HostSnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known beside the act itself: of interpreters, of hosts and of files. */
final class Knowledge {
    /** How many of each are kept; a hostile log could name any number. */
    private static final int MOST = 100_000;

    /** Whether a file has a signature for IMA. */
    enum Signature {
        PRESENT,
        ABSENT,
        UNKNOWN
    }

    private final Map<String, Habit> habits = new Bounded<>(MOST);
    private final Map<String, HostFacts> hosts = new HashMap<>();
    private final Map<String, Signature> signatures = new HashMap<>();
    private final Set<String> failedAppraisal = new HashSet<>();
    private final Set<String> deniedByModule = new HashSet<>();

    private HostFacts untold = HostFacts.NONE;

    /** What is mounted where no snapshot tells it. */
    void mounts(List<String> lines) {
        untold = HostFacts.ofMounts(lines);
    }

    /** Of direct runs nothing is learnt: there the question may be one of whoever started it. */
    void learn(Act act) {
        if (act.isExecution() && !act.isDirect() && !act.interpreter().isEmpty()) {
            habits.merge(act.interpreter(), Habit.NONE.and(act), (known, more) -> known.and(act));
        }
    }

    /** An image asked the kernel about a file, whatever the answer. */
    void asked(String program) {
        if (!program.isEmpty()) {
            habits.merge(program, Habit.NONE.asking(), (known, more) -> known.asking());
        }
    }

    void host(HostSnapshot snapshot) {
        if (hosts.size() < MOST || hosts.containsKey(snapshot.host())) {
            hosts.put(snapshot.host(), HostFacts.of(snapshot));
        }
    }

    /**
     * What a measurement list says of a file; a later entry holds.
     *
     * @param digest as {@code algorithm:hexadecimal}
     */
    void signature(String path, String digest, boolean present) {
        if (signatures.size() < 10 * MOST) {
            Signature said = present ? Signature.PRESENT : Signature.ABSENT;
            signatures.put(digest, said);
            signatures.put(path, said);
        }
    }

    /** A rule told of a file. */
    void finding(String rule, String host, String file) {
        if (rule.equals("appraisal-failed") && failedAppraisal.size() < MOST) {
            failedAppraisal.add(host + '\n' + file);
        } else if (rule.equals("lsm-denied-exec") && deniedByModule.size() < MOST) {
            deniedByModule.add(host + '\n' + file);
        }
    }

    Habit habit(Act act) {
        return habits.getOrDefault(act.interpreter(), Habit.NONE);
    }

    KernelRelease kernel(String host) {
        return facts(host).kernel();
    }

    int memfdNoexec(String host) {
        return facts(host).memfdNoexec();
    }

    /** The mount point that a path lies on, empty where the host's mounts are not known. */
    String mountOf(String host, String path) {
        return mount(host, path).map(HostFacts.Mount::point).orElse("");
    }

    /** The same if it is noexec, else empty. */
    String noexecMountOf(String host, String path) {
        return mount(host, path)
                .filter(HostFacts.Mount::noexec)
                .map(HostFacts.Mount::point)
                .orElse("");
    }

    boolean failedAppraisal(String host, String file) {
        return failedAppraisal.contains(host + '\n' + file);
    }

    boolean deniedByModule(String host, String file) {
        return deniedByModule.contains(host + '\n' + file);
    }

    Signature signature(Act act) {
        Signature byDigest = signatures.get(act.digest());
        return byDigest != null ? byDigest : signatures.getOrDefault(act.file(), Signature.UNKNOWN);
    }

    private Optional<HostFacts.Mount> mount(String host, String path) {
        HostFacts told = facts(host);
        return (told.mounts().isEmpty() ? untold : told).mountOf(path);
    }

    private HostFacts facts(String host) {
        return hosts.getOrDefault(host, HostFacts.NONE);
    }
}
