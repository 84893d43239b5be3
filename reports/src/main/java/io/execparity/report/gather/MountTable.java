package io.execparity.report.gather;

import java.util.List;

/**
 * A host's mounts.
 *
 * @param lines of {@code /proc/self/mounts}
 */
record MountTable(List<String> lines) {
    MountTable {
        lines = List.copyOf(lines);
    }

    /** Whether what is under that path cannot be executed: the mount that has it, by the longest name, is noexec. */
    boolean isNoexec(String path) {
        int longest = -1;
        boolean noexec = false;
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            if (fields.length < 4 || !contains(fields[1], path) || fields[1].length() < longest) {
                continue;
            }
            // Of two mounts at one place the later one is seen.
            longest = fields[1].length();
            noexec = List.of(fields[3].split(",")).contains("noexec");
        }
        return noexec;
    }

    private static boolean contains(String mount, String path) {
        return mount.equals("/") || path.equals(mount) || path.startsWith(mount + "/");
    }
}
