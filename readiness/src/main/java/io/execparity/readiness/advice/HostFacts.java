package io.execparity.readiness.advice;

import io.execparity.schema.execution.KernelRelease;
import io.execparity.schema.message.HostSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a snapshot of a host says that decides what a switch does there.
 *
 * @param memfdNoexec {@code vm.memfd_noexec}, 0 where it is not known
 * @param mounts the host's mounts in their order, empty where they are not known
 */
record HostFacts(KernelRelease kernel, int memfdNoexec, List<Mount> mounts) {
    static final HostFacts NONE = new HostFacts(KernelRelease.UNKNOWN, 0, List.of());

    private static final int MOST_MOUNTS = 10_000;

    /** One line of {@code /proc/self/mounts}. */
    record Mount(String point, boolean noexec) {
        private static Optional<Mount> of(String line) {
            String[] fields = line.split("[ \t]+", -1);
            if (fields.length < 4 || !fields[1].startsWith("/")) {
                return Optional.empty();
            }
            boolean noexec = List.of(fields[3].split(",", -1)).contains("noexec");
            return Optional.of(new Mount(unescaped(fields[1]), noexec));
        }

        /** The kernel writes blanks and backslashes as octal numbers. */
        private static String unescaped(String point) {
            return point.replace("\\040", " ")
                    .replace("\\011", "\t")
                    .replace("\\012", "\n")
                    .replace("\\134", "\\");
        }

        private boolean holds(String path) {
            return path.equals(point) || path.startsWith(point.equals("/") ? "/" : point + "/");
        }
    }

    HostFacts {
        mounts = List.copyOf(mounts);
    }

    static HostFacts of(HostSnapshot snapshot) {
        String noexec = snapshot.memfdNoexec();
        return new HostFacts(
                KernelRelease.of(snapshot.kernel()),
                noexec.matches("[0-2]") ? Integer.parseInt(noexec) : 0,
                mounts(snapshot.mounts()));
    }

    /** A host of which nothing is known but its mounts. */
    static HostFacts ofMounts(List<String> lines) {
        return new HostFacts(KernelRelease.UNKNOWN, 0, mounts(lines));
    }

    private static List<Mount> mounts(List<String> lines) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            if (mounts.size() < MOST_MOUNTS) {
                Mount.of(line).ifPresent(mounts::add);
            }
        }
        return mounts;
    }

    /** The mount that a path lies on: the longest, and of those on one point the last, which covers the others. */
    Optional<Mount> mountOf(String path) {
        Mount nearest = null;
        for (Mount mount : mounts) {
            if (mount.holds(path)
                    && (nearest == null
                            || mount.point().length() >= nearest.point().length())) {
                nearest = mount;
            }
        }
        return Optional.ofNullable(nearest);
    }
}
