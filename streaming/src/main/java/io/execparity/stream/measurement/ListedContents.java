package io.execparity.stream.measurement;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.ContentDigest.Algorithm;
import io.execparity.schema.text.Bytes;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which contents a list holds and under which names, in about 80 bytes an entry with SHA-256 digests. Digests are kept
 * whole and names as eight bytes of their hash, see {@link NameHash}. Violations are no contents and are not in it.
 *
 * <p>Immutable, and shared by all hosts and threads.
 */
public final class ListedContents implements Serializable {
    private static final long serialVersionUID = 1;

    /** How many entries of one name or content are looked at; nothing is concluded from a name that has more. */
    private static final int MOST_OF_ONE_NAME = 64;

    private final @Nullable Algorithm algorithm;
    private final boolean mixed;
    private final int size;
    private final int[] positions;
    private final long[] names;
    private final int[] baseNames;
    private final byte[] digests;
    private final Chains byName;
    private final Chains byDigest;

    /**
     * What a list says of a name.
     *
     * @param entry the place of its last entry, counted from 0
     * @param count how many entries it has
     * @param digest its content, null where the entries differ, are too many or say none by a known algorithm
     */
    public record Named(long entry, int count, @Nullable ContentDigest digest) {}

    private ListedContents(Builder from) {
        algorithm = from.algorithm;
        mixed = from.mixed;
        size = from.count;
        positions = from.positions;
        names = from.names;
        baseNames = from.baseNames;
        Arrays.sort(baseNames, 0, size);
        digests = from.digests;
        byName = new Chains(from.count, this::name);
        byDigest = new Chains(from.width == 0 ? 0 : from.count, this::prefix);
    }

    public int size() {
        return size;
    }

    /** True where the absence of such a digest means that the list has not got that content. */
    public boolean tells(ContentDigest digest) {
        return !mixed && digest.algorithm() == algorithm;
    }

    /**
     * The place of a content, by preference where it has that name; -1 where the list has not got it.
     *
     * @param name its {@link NameHash}
     */
    public long entryOf(ContentDigest digest, long name) {
        if (digest.algorithm() != algorithm) {
            return -1;
        }
        byte[] wanted = HexFormat.of().parseHex(digest.hexadecimal());
        int found = -1;
        int looked = 0;
        for (int entry = byDigest.first(prefix(wanted, 0), this::prefix);
                entry >= 0 && looked < MOST_OF_ONE_NAME;
                entry = byDigest.next(entry)) {
            int from = entry * wanted.length;
            if (Arrays.equals(digests, from, from + wanted.length, wanted, 0, wanted.length)) {
                if (names[entry] == name) {
                    return positions[entry];
                }
                found = found < 0 ? entry : found;
                looked++;
            }
        }
        return found < 0 ? -1 : positions[found];
    }

    /** The place of a content under that very name, -1 where the list has not got it, or the name has too many entries. */
    public long entryUnder(ContentDigest digest, long name) {
        int looked = 0;
        for (int entry = byName.first(name, this::name);
                entry >= 0 && looked++ < MOST_OF_ONE_NAME;
                entry = byName.next(entry)) {
            if (digest.equals(digest(entry))) {
                return positions[entry];
            }
        }
        return -1;
    }

    /** What the list has under a name, null where it has nothing. */
    public @Nullable Named named(long name) {
        int last = -1;
        int count = 0;
        boolean same = true;
        for (int entry = byName.first(name, this::name); entry >= 0; entry = byName.next(entry)) {
            if (count == MOST_OF_ONE_NAME) {
                same = false;
                break;
            }
            same &= last < 0 || sameDigest(last, entry);
            last = entry;
            count++;
        }
        return last < 0 ? null : new Named(positions[last], count, same ? digest(last) : null);
    }

    /** True where something of that last part of a name is listed, in whatever directory. */
    public boolean hasBaseName(int baseName) {
        return Arrays.binarySearch(baseNames, 0, size, baseName) >= 0;
    }

    /** True where so many entries have that last part of a name, or fewer. */
    public boolean hasBaseNameAtMost(int baseName, int count) {
        int place = Arrays.binarySearch(baseNames, 0, size, baseName);
        int from = place;
        int to = place;
        while (from > 0 && baseNames[from - 1] == baseName && place - from <= count) {
            from--;
        }
        while (to >= 0 && to < size && baseNames[to] == baseName && to - from <= count) {
            to++;
        }
        return to - from <= count;
    }

    private int width() {
        return algorithm == null ? 0 : algorithm.length();
    }

    private boolean sameDigest(int one, int other) {
        int width = width();
        return Arrays.equals(digests, one * width, one * width + width, digests, other * width, other * width + width);
    }

    private @Nullable ContentDigest digest(int entry) {
        int from = entry * width();
        boolean known = false;
        for (int i = from; i < from + width(); i++) {
            known |= digests[i] != 0;
        }
        return algorithm == null || !known
                ? null
                : new ContentDigest(algorithm, HexFormat.of().formatHex(digests, from, from + width()));
    }

    private long name(int entry) {
        return names[entry];
    }

    private long prefix(int entry) {
        return prefix(digests, entry * width());
    }

    private static long prefix(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            number = number << 8 | bytes[i] & 0xFF;
        }
        return number;
    }

    /** Takes the entries of a list in its order, once. */
    public static final class Builder {
        private final NameHash hash = new NameHash();
        private final int limit;
        private @Nullable Algorithm algorithm;
        private boolean mixed;
        private int count;
        private int width;
        private int[] positions = new int[64];
        private long[] names = new long[64];
        private int[] baseNames = new int[64];
        private byte[] digests = new byte[0];

        /** @param limit how many entries there is room for */
        public Builder(int limit) {
            this.limit = limit;
        }

        /**
         * Takes an entry and returns true, or false where there is no more room.
         *
         * @param digest the content's, null where the entry says it by no known algorithm
         */
        public boolean add(long position, Bytes name, @Nullable Algorithm kind, @Nullable Bytes digest) {
            if (count == limit || position > Integer.MAX_VALUE) {
                return false;
            }
            if (algorithm == null && kind != null) {
                algorithm = kind;
                width = kind.length();
                digests = new byte[positions.length * width];
            }
            if (count == positions.length) {
                grow();
            }
            positions[count] = (int) position;
            names[count] = hash.of(name);
            baseNames[count] = hash.ofBaseName(name);
            if (kind != null && kind == algorithm && digest != null && digest.length() == width) {
                System.arraycopy(digest.toArray(), 0, digests, count * width, width);
            } else {
                mixed = true;
            }
            count++;
            return true;
        }

        private void grow() {
            int more = (int) Math.min(limit, count + (count >> 1) + 1L);
            positions = Arrays.copyOf(positions, more);
            names = Arrays.copyOf(names, more);
            baseNames = Arrays.copyOf(baseNames, more);
            digests = Arrays.copyOf(digests, more * width);
        }

        public ListedContents build() {
            return new ListedContents(this);
        }
    }
}
