package io.execparity.cli.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Random;

/** One way to damage or forge a line that was real. */
enum Mutation {
    BIT_FLIPS {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            byte[] flipped = line.clone();
            for (int i = 0; i <= random.nextInt(8) && flipped.length > 0; i++) {
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return flipped;
        }
    },
    TRUNCATION {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            return Arrays.copyOf(line, random.nextInt(line.length + 1));
        }
    },
    SPLICE {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            int head = random.nextInt(line.length + 1);
            int tail = random.nextInt(other.length + 1);
            return joined(Arrays.copyOf(line, head), Arrays.copyOfRange(other, tail, other.length));
        }
    },
    NULS {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            return inserted(line, new byte[1 + random.nextInt(16)], random);
        }
    },
    BROKEN_UTF_8 {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            return inserted(line, BROKEN[random.nextInt(BROKEN.length)], random);
        }
    },
    CONTROL_CHARACTERS {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            byte[] control = CONTROL[random.nextInt(CONTROL.length)].getBytes(ISO_8859_1);
            return random.nextBoolean()
                    ? inserted(line, control, random)
                    : valueReplaced(line, "name=", hexadecimal(control), random);
        }
    },
    FORGED_SERIAL {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            return Stamp.withSerial(line, number(random, SERIALS));
        }
    },
    FORGED_TIME {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            return Stamp.withSeconds(line, number(random, SECONDS));
        }
    },
    FORGED_PROCESS {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            byte[] forged = valueReplaced(line, " pid=", number(random, NUMBERS), random);
            return valueReplaced(forged, " ppid=", number(random, NUMBERS), random);
        }
    },
    HUGE_NUMBER {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            String name = NUMERIC[random.nextInt(NUMERIC.length)];
            return valueReplaced(line, name, number(random, NUMBERS), random);
        }
    },
    DEEP_PATH {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            String path = "../".repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 20_000 : 300));
            String name = random.nextBoolean() ? "name=" : "cwd=";
            return valueReplaced(line, name, "\"" + path + "x\"", random);
        }
    },
    EMPTIED_VALUE {
        @Override
        byte[] apply(byte[] line, byte[] other, Random random) {
            return valueReplaced(line, NUMERIC[random.nextInt(NUMERIC.length)], "", random);
        }
    };

    private static final byte[][] BROKEN = {
        {(byte) 0xC3},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xF5, (byte) 0x80},
        {(byte) 0xFF, (byte) 0xFE},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xE2, (byte) 0x82},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}
    };
    private static final String[] CONTROL = {
        "\u001b[2J", "\u001b]0;x\u0007", "\r", "\u0000/x", "\n type=CWD", "\u009b31m", "\b\b\b", "\u001d", "\u007f"
    };
    private static final String[] SERIALS = {"0", "1", "4294967295", "4294967296", "-1", "18446744073709551616", ""};
    private static final String[] SECONDS = {
        "0", "1", "-1", "2147483648", "9999999999", "9223372036854775807", "18446744073709551616", ""
    };
    private static final String[] NUMBERS = {
        "0",
        "-1",
        "2147483647",
        "2147483648",
        "4294967295",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999999999",
        "ffffffffffffffff",
        "0x7fffffff",
        "1e9",
        "",
        "?"
    };
    private static final String[] NUMERIC = {
        " syscall=",
        " exit=",
        " a0=",
        " a1=",
        " a2=",
        " a3=",
        " items=",
        " item=",
        " argc=",
        " inode=",
        " dev=",
        " mode=",
        " pid=",
        " auid=",
        " arch=",
        " nametype=",
        " a0_len=",
        " fd=",
        " lost=",
        " oflag="
    };

    /** The line damaged; {@code other} is a second real line to take parts from. */
    abstract byte[] apply(byte[] line, byte[] other, Random random);

    /** One of the telling ones, or any number of 32 bits. */
    private static String number(Random random, String... telling) {
        int chosen = random.nextInt(telling.length * 2);
        return chosen < telling.length ? telling[chosen] : Long.toString(random.nextInt() & 0xFFFF_FFFFL);
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }

    private static byte[] inserted(byte[] line, byte[] added, Random random) {
        int at = random.nextInt(line.length + 1);
        return joined(joined(Arrays.copyOf(line, at), added), Arrays.copyOfRange(line, at, line.length));
    }

    /** The value after {@code name} replaced up to the next blank; without the name the field is added at the end. */
    private static byte[] valueReplaced(byte[] line, String name, String value, Random random) {
        String text = new String(line, ISO_8859_1);
        int at = text.indexOf(name);
        if (at < 0) {
            return random.nextInt(4) == 0 ? (text + " " + name.trim() + value).getBytes(ISO_8859_1) : line;
        }
        int start = at + name.length();
        int end = text.indexOf(' ', start);
        String rest = end < 0 ? "" : text.substring(end);
        return (text.substring(0, start) + value + rest).getBytes(ISO_8859_1);
    }

    static String hexadecimal(byte[] bytes) {
        return java.util.HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
