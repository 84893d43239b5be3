package io.execparity.cli.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Whole events that no kernel sent but that are right in form, made to fill whatever memory is kept of them: every one
 * is of another process, another file, other arguments.
 */
final class ForgedEvents {
    private static final long FIRST_SECOND = 1_795_400_000L;

    private final Random random;
    private long serial = 1_000;

    ForgedEvents(Random random) {
        this.random = random;
    }

    static String host(int number) {
        return "flooded-" + number % 3;
    }

    /** The lines of the next event. */
    List<byte[]> next() {
        serial++;
        String host = "node=" + host(random.nextInt(3)) + " ";
        String stamp = String.format(
                Locale.ROOT, "msg=audit(%d.%03d:%d):", FIRST_SECOND + serial / 500, serial % 500 * 2, serial);
        return switch (random.nextInt(8)) {
            case 0 -> endlessChunks(host, stamp);
            case 1 -> claims(host, stamp);
            case 2 -> opens(host, stamp);
            case 3 -> memoryFile(host, stamp);
            case 4 -> lines(host + "type=CONFIG_CHANGE " + stamp + " op=remove_rule key=\"" + name(8) + "\" res=1");
            case 5 -> denial(host, stamp);
            default -> executes(host, stamp);
        };
    }

    private String call(String host, String stamp, int number, String result, int items) {
        int pid = 1 + random.nextInt(4_000_000);
        return host + "type=SYSCALL " + stamp + " arch=c000003e syscall=" + number + " success="
                + (result.startsWith("-") ? "no" : "yes") + " exit=" + result + " a0=" + Integer.toHexString(pid)
                + " a1=0 a2=0 a3=0 items=" + items + " ppid=" + (1 + random.nextInt(4_000_000)) + " pid=" + pid
                + " auid=0 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=1 comm=\"" + name(4)
                + "\" exe=\"/" + name(40) + "\" subj=unconfined key=\"x\"";
    }

    private String path(String host, String stamp, int item, String name) {
        return host + "type=PATH " + stamp + " item=" + item + " name=\"" + name + "\" inode=" + random.nextInt(1 << 30)
                + " dev=" + Integer.toHexString(random.nextInt(256)) + ":0" + random.nextInt(9)
                + " mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0";
    }

    private List<byte[]> executes(String host, String stamp) {
        int length = random.nextInt(10) == 0 ? 50_000 : random.nextInt(400);
        String interpreter = List.of("/bin/sh", "/usr/bin/python3", "/usr/bin/perl", "/lib64/ld-linux-x86-64.so.2")
                .get(random.nextInt(4));
        return lines(
                call(host, stamp, 59, "0", 2),
                host + "type=EXECVE " + stamp + " argc=3 a0=\"" + interpreter + "\" a1=\"/tmp/" + name(30) + "\" a2=\""
                        + "A".repeat(length) + "\"",
                host + "type=CWD " + stamp + " cwd=\"/" + name(60) + "\"",
                path(host, stamp, 0, interpreter),
                path(host, stamp, 1, "/lib64/ld-linux-x86-64.so.2"),
                host + "type=PROCTITLE " + stamp + " proctitle=2F62696E2F7368");
    }

    private List<byte[]> opens(String host, String stamp) {
        String deep = "/" + (name(60) + "/").repeat(random.nextInt(20) == 0 ? 60 : 3) + "x";
        return lines(
                call(host, stamp, 257, Integer.toString(random.nextInt(70_000)), 1),
                host + "type=CWD " + stamp + " cwd=\"/\"",
                path(host, stamp, 0, deep),
                host + "type=PROCTITLE " + stamp + " proctitle=2F62696E2F7368");
    }

    private List<byte[]> memoryFile(String host, String stamp) {
        return lines(
                call(host, stamp, 319, Integer.toString(random.nextInt(1 << 20)), 0),
                host + "type=PROCTITLE " + stamp + " proctitle=78");
    }

    private List<byte[]> denial(String host, String stamp) {
        return lines(
                call(host, stamp, random.nextBoolean() ? 322 : 59, "-13", 1),
                host + "type=CWD " + stamp + " cwd=\"/\"",
                path(host, stamp, 0, "/tmp/" + name(20)),
                host + "type=PROCTITLE " + stamp + " proctitle=78");
    }

    /** An argument of billions of bytes, of which chunk after chunk comes. */
    private List<byte[]> endlessChunks(String host, String stamp) {
        return lines(
                call(host, stamp, 59, "0", 2),
                host + "type=EXECVE " + stamp + " argc=2 a0=\"sh\" a1_len=4294967295 a1[" + random.nextInt(1 << 22)
                        + "]=" + "41".repeat(random.nextInt(4000)),
                host + "type=EXECVE " + stamp + " a1[" + random.nextInt(1 << 22) + "]=" + "42".repeat(4000),
                host + "type=EXECVE " + stamp + " a" + random.nextInt(1 << 30) + "[" + random.nextInt() + "]=43");
    }

    /** Counts in the billions. */
    private List<byte[]> claims(String host, String stamp) {
        return lines(
                call(host, stamp, 59, "0", Integer.MAX_VALUE),
                host + "type=EXECVE " + stamp + " argc=" + (0xFFFF_FFFFL - random.nextInt(3)) + " a0=\"sh\" a"
                        + (1 << 23) + "=\"x\"",
                path(host, stamp, Integer.MAX_VALUE, "/bin/sh"),
                path(host, stamp, -1, "/bin/sh"));
    }

    private String name(int length) {
        StringBuilder name = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            name.append((char) ('a' + random.nextInt(26)));
        }
        return name.toString();
    }

    private static List<byte[]> lines(String... lines) {
        return java.util.Arrays.stream(lines)
                .map(line -> line.getBytes(ISO_8859_1))
                .toList();
    }
}
