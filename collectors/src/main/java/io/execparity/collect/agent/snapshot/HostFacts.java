package io.execparity.collect.agent.snapshot;

import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.HostSnapshot.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads what a snapshot tells, from the kernel's files and auditctl, in bounded memory and time. */
public final class HostFacts {
    private static final int MOST_BYTES = 1 << 20;
    private static final List<String> RUNTIMES = List.of(
            "/usr/bin/runc",
            "/usr/sbin/runc",
            "/usr/local/sbin/runc",
            "/usr/bin/crun",
            "/usr/bin/podman",
            "/usr/bin/dockerd",
            "/usr/bin/containerd",
            "/usr/bin/lxc-start",
            "/usr/bin/systemd-nspawn",
            "/usr/local/bin/k3s");

    private final Path root;
    private final String host;
    private final String agent;

    /**
     * Looks below a folder.
     *
     * @param root the folder that holds {@code proc} and {@code sys}, {@code /} but in tests
     */
    public HostFacts(Path root, String host, String agent) {
        this.root = root;
        this.host = host;
        this.agent = agent;
    }

    /**
     * Looks at the host.
     *
     * @param epochMillis the time now
     */
    public HostSnapshot take(Cause cause, long epochMillis) throws InterruptedException {
        List<String> unreadable = new ArrayList<>();
        List<String> modules = lines("sys/kernel/security/lsm", unreadable).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .toList();
        String memfd = first("proc/sys/vm/memfd_noexec", unreadable);
        return new HostSnapshot(
                epochMillis,
                host,
                agent,
                cause,
                first("proc/sys/kernel/random/boot_id", unreadable),
                first("proc/sys/kernel/osrelease", unreadable),
                System.getProperty("os.arch", ""),
                modules,
                memfd.matches("[0-2]") ? memfd : "",
                lines("proc/self/mounts", unreadable),
                settled(AuditControl.ask("-s", unreadable)),
                AuditControl.ask("-l", unreadable),
                lines("sys/kernel/security/ima/policy", unreadable),
                runtimes(),
                unreadable);
    }

    /** Without the counters, which would make every look a change. */
    private static List<String> settled(List<String> status) {
        return status.stream()
                .filter(line -> !line.startsWith("lost ") && !line.startsWith("backlog "))
                .toList();
    }

    private String first(String file, List<String> unreadable) {
        List<String> lines = lines(file, unreadable);
        return lines.isEmpty() ? "" : lines.get(0);
    }

    private List<String> lines(String file, List<String> unreadable) {
        Path path = root.resolve(file);
        try (InputStream in = Files.newInputStream(path)) {
            return linesOf(in.readNBytes(MOST_BYTES));
        } catch (IOException e) {
            unreadable.add(path + ": " + e.getClass().getSimpleName());
            return List.of();
        }
    }

    static List<String> linesOf(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private List<String> runtimes() {
        return RUNTIMES.stream()
                .filter(path -> Files.isExecutable(root.resolve(path.substring(1))))
                .toList();
    }
}
