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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a snapshot tells, from the kernel's files and auditctl, in bounded memory and time. */
public final class HostFacts {
    /** Of one fact, so that all of them fit into one record of Kafka's. */
    private static final int MOST_BYTES = 192 * 1024;

    private static final List<String> RUNTIMES = List.of(
            "/usr/bin/runc",
            "/usr/sbin/runc",
            "/usr/local/bin/runc",
            "/usr/local/sbin/runc",
            "/usr/libexec/crio/runc",
            "/usr/bin/crun",
            "/usr/libexec/crio/crun",
            "/usr/local/bin/crun",
            "/usr/bin/youki",
            "/usr/bin/runsc",
            "/usr/local/bin/runsc",
            "/usr/bin/kata-runtime",
            "/opt/kata/bin/kata-runtime",
            "/usr/bin/podman",
            "/usr/bin/buildah",
            "/usr/bin/dockerd",
            "/usr/bin/containerd",
            "/usr/local/bin/containerd",
            "/usr/bin/crio",
            "/usr/bin/conmon",
            "/usr/bin/lxc-start",
            "/usr/bin/systemd-nspawn",
            "/usr/bin/bwrap",
            "/usr/local/bin/k3s",
            "/usr/bin/snap");

    private static final Pattern ZONE = Pattern.compile(".*/zoneinfo/([A-Za-z0-9_+/-]{1,64})");

    private final Path root;
    private final String host;
    private final String agent;
    private final AuditControl auditControl;

    /**
     * Looks below a folder.
     *
     * @param root the folder that holds {@code proc} and {@code sys}, {@code /} but in tests
     */
    public HostFacts(Path root, String host, String agent) {
        this.root = root;
        this.host = host;
        this.agent = agent;
        this.auditControl = new AuditControl(root);
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
                mounts(unreadable),
                auditControl.ask("-s", unreadable),
                auditControl.ask("-l", unreadable),
                lines("sys/kernel/security/ima/policy", unreadable),
                runtimes(),
                unreadable,
                timeZone());
    }

    /** As the host's first process sees them; an agent that a service manager confines may see others. */
    private List<String> mounts(List<String> unreadable) {
        List<String> first = lines("proc/1/mounts", unreadable);
        return first.isEmpty() ? lines("proc/self/mounts", unreadable) : first;
    }

    /** What {@code /etc/localtime} leads to, localtime(5); empty where it is a copy, or is not there. */
    private String timeZone() {
        try {
            Matcher zone = ZONE.matcher(
                    Files.readSymbolicLink(root.resolve("etc/localtime")).toString());
            return zone.matches() ? zone.group(1) : "";
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private String first(String file, List<String> unreadable) {
        List<String> lines = lines(file, unreadable);
        return lines.isEmpty() ? "" : lines.get(0);
    }

    private List<String> lines(String file, List<String> unreadable) {
        Path path = root.resolve(file);
        try (InputStream in = Files.newInputStream(path)) {
            return linesOf(path.toString(), in.readNBytes(MOST_BYTES + 1), unreadable);
        } catch (IOException e) {
            unreadable.add(path + ": " + e.getClass().getSimpleName());
            return List.of();
        }
    }

    /** The lines that a fact has, and a note where there are more than a message can take. */
    static List<String> linesOf(String name, byte[] bytes, List<String> unreadable) {
        if (bytes.length > MOST_BYTES) {
            unreadable.add(name + ": only its first " + MOST_BYTES + " bytes were read");
        }
        return new String(bytes, 0, Math.min(bytes.length, MOST_BYTES), StandardCharsets.UTF_8)
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
