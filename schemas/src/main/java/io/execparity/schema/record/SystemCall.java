package io.execparity.schema.record;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The system calls that an execution leaves traces of. Their numbers differ by architecture and live in a data file;
 * a number that is not in it is {@link #OTHER}, and so is everything on an architecture that is not in it.
 */
public enum SystemCall {
    EXECVE,
    EXECVEAT,
    MEMFD_CREATE,
    MEMFD_SECRET,
    PRCTL,
    OPEN,
    OPENAT,
    OPENAT2,
    CREAT,
    MMAP,
    MMAP2,
    MPROTECT,
    PKEY_MPROTECT,
    CLONE,
    CLONE3,
    FORK,
    VFORK,
    EXIT,
    EXIT_GROUP,
    PTRACE,
    PROCESS_VM_WRITEV,
    PIVOT_ROOT,
    CHROOT,
    MOUNT,
    MOUNT_SETATTR,
    OPEN_TREE,
    OPEN_TREE_ATTR,
    FSOPEN,
    FSCONFIG,
    FSMOUNT,
    MOVE_MOUNT,
    UMOUNT,
    UMOUNT2,
    UNSHARE,
    SETNS,
    CHMOD,
    FCHMOD,
    FCHMODAT,
    FCHMODAT2,
    FACCESSAT2,
    DUP,
    DUP2,
    DUP3,
    PIPE,
    PIPE2,
    /** Includes fcntl64, which takes the same commands. */
    FCNTL,
    CLOSE,
    CLOSE_RANGE,
    IO_URING_SETUP,
    IO_URING_ENTER,
    SECCOMP,
    INIT_MODULE,
    FINIT_MODULE,
    UNLINK,
    UNLINKAT,
    RENAME,
    RENAMEAT,
    RENAMEAT2,
    LINK,
    LINKAT,
    SYMLINK,
    SYMLINKAT,
    RMDIR,
    CHDIR,
    FCHDIR,
    TRUNCATE,
    FTRUNCATE,
    MKNOD,
    MKNODAT,
    MKDIR,
    MKDIRAT,
    /** None of these. */
    OTHER;

    /**
     * The call with this number.
     *
     * @param arch the audit architecture code, {@code 0xc000003e} for x86_64 and x32
     * @param number as recorded; on x32 with bit 30 set
     */
    public static SystemCall of(int arch, int number) {
        boolean x32 = arch == Numbers.X86_64 && (number & Numbers.X32_BIT) != 0;
        int index = x32 ? number & ~Numbers.X32_BIT : number;
        SystemCall[] calls = x32 && index >= Numbers.FIRST_OF_X32 ? Numbers.OF_X32 : Numbers.of(arch);
        return index >= 0 && index < calls.length ? calls[index] : OTHER;
    }

    /** The numbers of every architecture, read when the first is asked for. */
    private static final class Numbers {
        private static final String RESOURCE = "syscalls.tsv";
        private static final int X86_64 = 0xc000003e;
        private static final int X32_BIT = 1 << 30;
        /** Below, x32 shares the numbers of x86_64. */
        private static final int FIRST_OF_X32 = 512;
        /** Stands for x32, which has no architecture code of its own, while the table is read. */
        private static final int X32 = 0;

        private static final int MOST = 1024;
        private static final SystemCall[] NONE = {};
        private static final Map<Integer, SystemCall[]> BY_ARCH = read();
        private static final SystemCall[] OF_X86_64 = BY_ARCH.getOrDefault(X86_64, NONE);
        private static final SystemCall[] OF_X32 = requireNonNullElse(BY_ARCH.remove(X32), NONE);

        private static SystemCall[] of(int arch) {
            return arch == X86_64 ? OF_X86_64 : BY_ARCH.getOrDefault(arch, NONE);
        }

        private static Map<Integer, SystemCall[]> read() {
            Map<Integer, SystemCall[]> byArch = new HashMap<>();
            try (InputStream in = requireNonNull(SystemCall.class.getResourceAsStream(RESOURCE), RESOURCE);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isEmpty() && line.charAt(0) != '#') {
                        put(byArch, line.split("\t", -1));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return byArch;
        }

        private static void put(Map<Integer, SystemCall[]> byArch, String[] columns) {
            int number = Integer.parseInt(columns[2]);
            boolean x32 = (number & X32_BIT) != 0;
            int arch = x32 ? X32 : Integer.parseUnsignedInt(columns[0], 16);
            SystemCall[] calls = byArch.get(arch);
            if (calls == null) {
                calls = new SystemCall[MOST];
                Arrays.fill(calls, OTHER);
                byArch.put(arch, calls);
            }
            calls[number & ~X32_BIT] = valueOf(columns[1].toUpperCase(Locale.ROOT));
        }
    }
}
