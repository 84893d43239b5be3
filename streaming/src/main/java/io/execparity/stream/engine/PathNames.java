package io.execparity.stream.engine;

import io.execparity.schema.text.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Names of files as bytes: resolved by text alone, since symbolic links are not on record. */
final class PathNames {
    private static final Bytes SLASH = Bytes.utf8("/");
    private static final String DELETED = " (deleted)";
    private static final String MEMFD = "/memfd:";
    private static final String OWN_DESCRIPTORS = "/dev/fd/";
    private static final String PROC = "/proc/";
    private static final String TASK = "/task/";
    private static final String FD = "/fd/";
    private static final String ROOT = "/root/";

    private PathNames() {}

    /** The absolute form of {@code name} seen from {@code directory}; null where that is not known. */
    static @Nullable Bytes resolve(@Nullable Bytes directory, @Nullable Bytes name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        if (name.at(0) == '/') {
            return normalized(name);
        }
        return directory == null || directory.isEmpty()
                ? null
                : normalized(directory.plus(SLASH).plus(name));
    }

    private static Bytes normalized(Bytes path) {
        if (isNormal(path)) {
            return path;
        }
        Deque<Bytes> parts = new ArrayDeque<>();
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf((byte) '/', start);
            int end = slash < 0 ? path.length() : slash;
            Bytes part = path.slice(start, end);
            if (part.is("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.is(".")) {
                parts.addLast(part);
            }
            start = end + 1;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(path.length());
        for (Bytes part : parts) {
            joined.write('/');
            joined.writeBytes(part.toArray());
        }
        return joined.size() == 0 ? SLASH : Bytes.view(joined.toByteArray());
    }

    /** True for an absolute path without empty, "." and ".." parts. */
    private static boolean isNormal(Bytes path) {
        int last = path.length() - 1;
        int slash = path.indexOf((byte) '/', 0);
        while (slash >= 0 && slash < last) {
            byte next = path.at(slash + 1);
            if (next == '/' || next == '.') {
                return false;
            }
            slash = path.indexOf((byte) '/', slash + 1);
        }
        return last == 0 || slash != last;
    }

    /** The path without the kernel's mark of a file that has no name any more. */
    static Bytes withoutDeleted(Bytes path) {
        return isDeleted(path) ? path.slice(0, path.length() - DELETED.length()) : path;
    }

    static boolean isDeleted(Bytes path) {
        return path.endsWith(DELETED);
    }

    /** True for the path that the kernel gives a memory file, {@code /memfd:NAME (deleted)}. */
    static boolean looksLikeMemfd(Bytes path) {
        return path.startsWith(MEMFD) && isDeleted(path);
    }

    /** The NAME of {@code /memfd:NAME (deleted)} or {@code memfd:NAME}; null for any other path. */
    static @Nullable Bytes memfdName(Bytes path) {
        if (path.startsWith(MEMFD)) {
            return withoutDeleted(path)
                    .slice(MEMFD.length(), withoutDeleted(path).length());
        }
        return path.startsWith("memfd:") ? path.slice("memfd:".length(), path.length()) : null;
    }

    /** True below the directories of the system's own programs, libraries and settings. */
    static boolean inSystem(Bytes path) {
        return path.startsWith("/usr/")
                || path.startsWith("/etc/")
                || path.startsWith("/bin/")
                || path.startsWith("/sbin/")
                || path.startsWith("/lib");
    }

    /** True below a shared-memory mount. */
    static boolean inSharedMemory(@Nullable Bytes path) {
        return path != null && (path.startsWith("/dev/shm/") || path.startsWith("/run/shm/"));
    }

    /** True for a name below the kernel's own links, which lead to files that may have no name any more. */
    static boolean isMagic(Bytes name) {
        return name.startsWith("/proc/") || name.startsWith("/dev/fd/") || name.startsWith("/dev/std");
    }

    /**
     * True for a name that dynamic linkers bear, in folders of the system's: {@code /lib64/ld-linux-x86-64.so.2}, {@code
     * /lib/ld.so.1}, {@code /lib/ld-musl-x86_64.so.1}.
     */
    static boolean namesLinker(Bytes name) {
        Bytes base = name.baseName();
        boolean ofSystem = name.startsWith("/lib") || name.startsWith("/usr/lib") || name.startsWith("/nix/store/");
        if (!ofSystem || !base.startsWith("ld")) {
            return false;
        }
        int dot = base.indexOf((byte) '.', 0);
        while (dot >= 0 && !base.slice(dot, base.length()).startsWith(".so")) {
            dot = base.indexOf((byte) '.', dot + 1);
        }
        return dot >= 0;
    }

    /** True where the name is empty or leads through a descriptor, so that it says nothing of the file's own name. */
    static boolean namesDescriptor(@Nullable Bytes name) {
        return name != null && (name.isEmpty() || descriptor(name) != null);
    }

    /**
     * The descriptor that a name leads through.
     *
     * @param pid the process whose descriptor it is, 0 for the caller's own
     */
    record DescriptorName(int pid, int number) {}

    /**
     * Reads {@code /proc/self/fd/3}, {@code /proc/358/fd/3}, {@code /proc/358/task/359/fd/3}, {@code /dev/fd/3} and {@code
     * /dev/stdin}, however they are spelled, and from whichever root; else null.
     */
    static @Nullable DescriptorName descriptor(Bytes spelled) {
        if (spelled.isEmpty() || spelled.at(0) != '/' || !endsInDigit(spelled) && !spelled.endsWith("/stdin")) {
            return null;
        }
        Bytes name = belowRoot(normalized(spelled));
        if (name.is("/dev/stdin")) {
            return new DescriptorName(0, 0);
        }
        if (name.startsWith(OWN_DESCRIPTORS)) {
            return of(0, decimal(name, OWN_DESCRIPTORS.length(), name.length()));
        }
        if (!name.startsWith(PROC)) {
            return null;
        }
        int afterPid = name.indexOf((byte) '/', PROC.length());
        if (afterPid < 0) {
            return null;
        }
        Bytes whose = name.slice(PROC.length(), afterPid);
        boolean own = whose.is("self") || whose.is("thread-self");
        int pid = own ? 0 : decimal(whose, 0, whose.length());
        int number = numberBelow(name.slice(afterPid, name.length()));
        return pid < 0 || !own && pid == 0 ? null : of(pid, number);
    }

    private static boolean endsInDigit(Bytes name) {
        byte last = name.at(name.length() - 1);
        return last >= '0' && last <= '9';
    }

    /** The path below {@code /proc/358/root}, which is another way to the root, or to that of a container. */
    private static Bytes belowRoot(Bytes path) {
        Bytes below = path;
        while (below.startsWith(PROC)) {
            int afterPid = below.indexOf((byte) '/', PROC.length());
            if (afterPid < 0 || !below.slice(afterPid, below.length()).startsWith(ROOT)) {
                return below;
            }
            below = below.slice(afterPid + ROOT.length() - 1, below.length());
        }
        return below;
    }

    private static @Nullable DescriptorName of(int pid, int number) {
        return number < 0 ? null : new DescriptorName(pid, number);
    }

    /** Reads the number of {@code /fd/3} and {@code /task/359/fd/3}, -1 for anything else. */
    private static int numberBelow(Bytes rest) {
        int from = 0;
        if (rest.startsWith(TASK)) {
            from = rest.indexOf((byte) '/', TASK.length());
            if (from < 0 || decimal(rest, TASK.length(), from) < 0) {
                return -1;
            }
        }
        return rest.slice(from, rest.length()).startsWith(FD) ? decimal(rest, from + FD.length(), rest.length()) : -1;
    }

    private static int decimal(Bytes text, int from, int to) {
        if (from >= to || to - from > 9) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.at(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** True where both may be names of one file: the same, but for /usr before /bin, /sbin and /lib. */
    static boolean mayBeSame(Bytes one, Bytes other) {
        return one.equals(other) || withoutUsr(one).equals(withoutUsr(other));
    }

    /** True where a name whose directory is not known may be the path's own. */
    static boolean mayEndIn(Bytes path, Bytes name) {
        return !name.startsWith("/") && name.baseName().equals(path.baseName());
    }

    private static Bytes withoutUsr(Bytes path) {
        return path.startsWith("/usr/bin/") || path.startsWith("/usr/sbin/") || path.startsWith("/usr/lib")
                ? path.slice("/usr".length(), path.length())
                : path;
    }
}
