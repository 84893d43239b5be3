package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The {@code name=value} fields of one record, in the order they were written, over the bytes of its body.
 *
 * <p>A value is decoded when it is asked for, by the kernel's rule (Linux kernel/audit.c, audit_log_untrustedstring):
 * quoted means as it stands, bare {@code (null)}, {@code (none)} and {@code ?} mean nothing, otherwise hexadecimal. Only
 * the caller knows which fields are strings, so numbers and strings are asked for by different methods.
 */
public final class Fields {
    /** The longest body that can be indexed: positions are kept in 16 bits. */
    public static final int MAX_LENGTH = 0xFFFF;

    private static final long FINGERPRINT_PRIME = 0x9E37_79B9_7F4A_7C15L;
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final Fields NONE = new Fields(new byte[0], 0, 0, new long[0], 0);

    private final byte[] body;
    private final int length;
    private final int end;
    private final long[] spans;
    private final int count;

    private Fields(byte[] body, int length, int end, long[] spans, int count) {
        this.body = body;
        this.length = length;
        this.end = end;
        this.spans = spans;
        this.count = count;
    }

    public static Fields none() {
        return NONE;
    }

    /**
     * Takes what a tokenizer found.
     *
     * @param body the record's body, at most {@link #MAX_LENGTH} bytes, not changed afterwards
     * @param spans one {@link #span} for each field
     */
    public static Fields of(byte[] body, int length, long[] spans, int count) {
        return of(body, length, length, spans, count);
    }

    /**
     * As {@link #of(byte[], int, long[], int)}, of a body that says more than the kernel wrote.
     *
     * @param end where what the kernel wrote ends
     */
    public static Fields of(byte[] body, int length, int end, long[] spans, int count) {
        return new Fields(body, length, end, spans, count);
    }

    /** Packs one field's place in the body: its name, and its value with any quotes. */
    public static long span(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        return (long) nameStart << 48 | (long) nameEnd << 32 | (long) valueStart << 16 | valueEnd;
    }

    public int count() {
        return count;
    }

    /** The whole body as it was written, without the stamp before it. */
    public Bytes body() {
        return Bytes.view(body, 0, length);
    }

    /** The length of the body in bytes. */
    public int length() {
        return length;
    }

    public Bytes name(int index) {
        int start = (int) (spans[index] >>> 48);
        return Bytes.view(body, start, (int) (spans[index] >>> 32 & 0xFFFF) - start);
    }

    /** The value as it was written, quotes and hexadecimal included. */
    public Bytes written(int index) {
        int start = (int) (spans[index] >>> 16 & 0xFFFF);
        return Bytes.view(body, start, (int) (spans[index] & 0xFFFF) - start);
    }

    /** The index of the first field of this name at or after {@code from}, else before it, or -1. */
    public int find(String name, int from) {
        int index = find(name, from, count);
        return index < 0 ? find(name, 0, Math.min(from, count)) : index;
    }

    /** Looks at length and last letter first, since names begin alike ({@code suid}, {@code success}, {@code syscall}). */
    private int find(String name, int from, int to) {
        int last = name.length() - 1;
        int lastLetter = last < 0 ? 0 : name.charAt(last);
        for (int i = from; i < to; i++) {
            long span = spans[i];
            int start = (int) (span >>> 48);
            int end = (int) (span >>> 32 & 0xFFFF);
            if (end - start - 1 == last && (last < 0 || body[end - 1] == lastLetter) && begins(start, name, last)) {
                return i;
            }
        }
        return -1;
    }

    private boolean begins(int start, String name, int letters) {
        for (int i = 0; i < letters; i++) {
            if (body[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The value as it was written, or null where the field is absent. */
    public @Nullable Bytes written(String name) {
        return written(name, 0);
    }

    /** As {@link #written(String)}; looks at the fields from {@code from} on first. */
    @Nullable
    Bytes written(String name, int from) {
        int index = find(name, from);
        return index < 0 ? null : written(index);
    }

    /** The value of an untrusted-string field, decoded, or null where it is absent or says "none". */
    public @Nullable Bytes string(String name) {
        return string(name, 0);
    }

    /** As {@link #string(String)}; looks at the fields from {@code from} on first. */
    @Nullable
    Bytes string(String name, int from) {
        int index = find(name, from);
        return index < 0 ? null : string(index);
    }

    /** As {@link #string(String)}, for the field at {@code index}. */
    public @Nullable Bytes string(int index) {
        long span = spans[index];
        return decode(body, (int) (span >>> 16 & 0xFFFF), (int) (span & 0xFFFF));
    }

    /** Decodes one written value by the kernel's rule; null for {@code (null)}, {@code (none)} and {@code ?}. */
    static @Nullable Bytes decode(byte[] body, int start, int end) {
        if (end - start >= 2 && body[start] == '"') {
            return Bytes.view(body, start + 1, (body[end - 1] == '"' ? end - 1 : end) - start - 1);
        }
        byte @Nullable [] unhexed = unhex(body, start, end);
        if (unhexed != null) {
            return Bytes.view(unhexed);
        }
        Bytes written = Bytes.view(body, start, end - start);
        return written.is("(null)") || written.is("(none)") || written.is("?") ? null : written;
    }

    private static byte @Nullable [] unhex(byte[] body, int start, int end) {
        int digits = end - start;
        if (digits == 0 || (digits & 1) != 0) {
            return null;
        }
        byte[] out = new byte[digits / 2];
        for (int i = 0; i < out.length; i++) {
            int high = upperDigit(body[start + 2 * i]);
            int low = upperDigit(body[start + 2 * i + 1]);
            if (high < 0 || low < 0) {
                return null;
            }
            out[i] = (byte) (high << 4 | low);
        }
        return out;
    }

    private static int upperDigit(byte b) {
        return b >= 'a' ? -1 : digit(b);
    }

    /** A decimal field, or {@code absent} where it is missing or no number. */
    public long decimal(String name, long absent) {
        return decimal(name, 0, absent);
    }

    /** As {@link #decimal(String, long)}; looks at the fields from {@code from} on first. */
    long decimal(String name, int from, long absent) {
        int index = find(name, from);
        return index < 0 ? absent : number(index, 10, absent);
    }

    /** A hexadecimal field without 0x, or {@code absent} where it is missing or no number. */
    public long hex(String name, long absent) {
        int index = find(name, 0);
        return index < 0 ? absent : number(index, 16, absent);
    }

    /** The field at {@code index} read in {@code radix} (8, 10 or 16), wrapping to 64 bits as C does. */
    public long number(int index, int radix, long absent) {
        int start = (int) (spans[index] >>> 16 & 0xFFFF);
        int end = (int) (spans[index] & 0xFFFF);
        int i = start;
        boolean negative = i < end && body[i] == '-';
        if (negative) {
            i++;
        } else if (radix == 16 && end - i > 2 && body[i] == '0' && body[i + 1] == 'x') {
            i += 2;
        }
        if (i >= end || end - i > 20) {
            return absent;
        }
        long value = 0;
        for (; i < end; i++) {
            int digit = digit(body[i]);
            if (digit < 0 || digit >= radix) {
                return absent;
            }
            value = value * radix + digit;
        }
        return negative ? -value : value;
    }

    private static int digit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        if (b >= 'a' && b <= 'f') {
            return b - 'a' + 10;
        }
        return b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
    }

    /** True when {@code other} holds the very same bytes, whatever was appended to either. */
    public boolean sameBodyAs(Fields other) {
        return Arrays.equals(body, 0, end, other.body, 0, other.end);
    }

    /**
     * 64 bits of what the kernel wrote, equal for equal bodies and on every machine; no defence against forgery. What
     * was appended to the body does not count.
     */
    public long fingerprint() {
        int length = end;
        // Four lanes, since each step waits for the multiplication before it.
        long a = length;
        long b = 0;
        long c = 0;
        long d = 0;
        int i = 0;
        for (; i + 4 * Long.BYTES <= length; i += 4 * Long.BYTES) {
            a = mixed(a, (long) LITTLE_ENDIAN.get(body, i));
            b = mixed(b, (long) LITTLE_ENDIAN.get(body, i + 8));
            c = mixed(c, (long) LITTLE_ENDIAN.get(body, i + 16));
            d = mixed(d, (long) LITTLE_ENDIAN.get(body, i + 24));
        }
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            a = mixed(a, (long) LITTLE_ENDIAN.get(body, i));
        }
        long rest = 0;
        for (; i < length; i++) {
            rest = rest << 8 | body[i] & 0xFF;
        }
        return mixed(mixed(mixed(mixed(a, rest), b), c), d);
    }

    /** Multiplies modulo 2^64 alone: both halves of a product take several times as long before C2 compiled it. */
    private static long mixed(long hash, long more) {
        long product = (hash ^ more) * FINGERPRINT_PRIME;
        return product ^ product >>> 32;
    }

    @Override
    public String toString() {
        return body().text();
    }
}
