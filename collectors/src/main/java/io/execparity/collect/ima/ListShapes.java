package io.execparity.collect.ima;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a list is by reading its beginning as everything that it could be: the reading under which the most
 * entries hash to what is listed is the right one. One damaged entry, even the first, does not mislead it.
 */
final class ListShapes {
    private static final int HEAD = 256 * 1024;
    /** Enough for most lists, and sooner looked through. */
    private static final int FIRST_LOOK = 8 * 1024;

    private static final int ENTRIES = 32;
    /** What one entry that matches counts: more than any number that do not. */
    private static final int MATCH = ENTRIES + 1;
    /** Nothing else can be better: no two readings have so many entries that match. */
    private static final int ENOUGH = 4 * MATCH;

    static final Map<String, ListShape> BY_WORD =
            all().stream().collect(Collectors.toUnmodifiableMap(ListShape::word, shape -> shape));

    private ListShapes() {}

    static MeasurementListReader open(InputStream in) throws IOException, NotAMeasurementListException {
        byte[] head = in.readNBytes(HEAD);
        if (head.length == 0) {
            throw new NotAMeasurementListException("is empty");
        }
        ListShape shape = find(head);
        if (shape == null) {
            throw new NotAMeasurementListException("has no entry of a measurement list at its beginning");
        }
        return MeasurementListReader.of(shape, new SequenceInputStream(new ByteArrayInputStream(head), in));
    }

    /** The shape of a list that begins like this, null where it is none. */
    static @Nullable ListShape find(byte[] head) throws IOException {
        ListShape shape = best(Arrays.copyOf(head, Math.min(head.length, FIRST_LOOK)));
        return shape != null || head.length <= FIRST_LOOK ? shape : best(head);
    }

    private static @Nullable ListShape best(byte[] head) throws IOException {
        ListShape best = null;
        long bestScore = 0;
        for (ListShape shape : all()) {
            long score = score(shape, head);
            if (score >= ENOUGH) {
                return shape;
            }
            if (score > bestScore) {
                best = shape;
                bestScore = score;
            }
        }
        return best;
    }

    /** The likelier first, for lists in which nothing decides. */
    static List<ListShape> all() {
        List<ListShape> shapes = new ArrayList<>();
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (boolean ascii : new boolean[] {true, false}) {
                for (Bank bank : Bank.values()) {
                    shapes.add(new ListShape(ascii, bank, order, false));
                    if (bank != Bank.SHA1) {
                        shapes.add(new ListShape(ascii, bank, order, true));
                    }
                }
            }
        }
        return shapes;
    }

    private static long score(ListShape shape, byte[] head) throws IOException {
        MeasurementListReader reader = MeasurementListReader.of(shape, new ByteArrayInputStream(head));
        TemplateHash hash = shape.hash();
        long score = 0;
        ListItem item = reader.next();
        for (int i = 0; i < ENTRIES && item != null; i++) {
            if (item instanceof MeasurementEntry entry) {
                score += !entry.isViolation() && hash.matches(entry) ? MATCH : 1;
            }
            if (score >= ENOUGH) {
                break;
            }
            item = reader.next();
        }
        return score;
    }
}
