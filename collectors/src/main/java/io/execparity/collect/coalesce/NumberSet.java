package io.execparity.collect.coalesce;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.Arrays;

/**
 * Numbers that mostly come in ascending order, kept as runs: its size follows what came, not how large a number is.
 * Numbers scattered more widely than transport scatters records are forged, and left out.
 */
final class NumberSet {
    static final int MAX_RUNS = 256;

    /** First and last number of each run, ascending, never touching. */
    private int[] bounds = new int[2];

    private int runs;
    private int count;

    /** False where it is there already, or would begin a run too many. */
    boolean add(int number) {
        int at = runs;
        while (at > 0 && bounds[2 * at - 2] > number) {
            at--;
        }
        boolean before = at > 0 && bounds[2 * at - 1] >= number - 1;
        if (before && bounds[2 * at - 1] >= number) {
            return false;
        }
        boolean after = at < runs && bounds[2 * at] == number + 1;
        if (before && after) {
            bounds[2 * at - 1] = bounds[2 * at + 1];
            System.arraycopy(bounds, 2 * at + 2, bounds, 2 * at, 2 * (runs - at - 1));
            runs--;
        } else if (before) {
            bounds[2 * at - 1] = number;
        } else if (after) {
            bounds[2 * at] = number;
        } else if (runs < MAX_RUNS) {
            insert(at, number);
        } else {
            return false;
        }
        count++;
        return true;
    }

    private void insert(int at, int number) {
        if (2 * runs == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        System.arraycopy(bounds, 2 * at, bounds, 2 * at + 2, 2 * (runs - at));
        bounds[2 * at] = number;
        bounds[2 * at + 1] = number;
        runs++;
    }

    int count() {
        return count;
    }

    /** Distances: to the first number of a run, and on to its last. */
    void save(int tag, StateWriter out) {
        long[] distances = new long[2 * runs];
        long last = 0;
        for (int i = 0; i < distances.length; i++) {
            distances[i] = bounds[i] - last;
            last = bounds[i];
        }
        out.numbers(tag, distances, distances.length);
    }

    void restore(StateReader in) throws UnreadableStateException {
        long[] distances = in.numbers();
        if (distances.length % 2 != 0 || distances.length > 2 * MAX_RUNS) {
            throw in.invalid(distances.length + " bounds of runs");
        }
        bounds = new int[Math.max(2, distances.length)];
        runs = distances.length / 2;
        count = 0;
        long bound = 0;
        for (int i = 0; i < distances.length; i++) {
            // Between two runs a number is missing, or they would be one.
            if (distances[i] < (i > 0 && i % 2 == 0 ? 2 : 0) || distances[i] > Integer.MAX_VALUE - bound) {
                throw in.invalid("runs that do not ascend");
            }
            bound += distances[i];
            bounds[i] = (int) bound;
            count += i % 2 == 0 ? 1 : (int) distances[i];
        }
    }

    /** True where it holds 0 to {@code count - 1} and nothing else, the empty set included. */
    boolean isGapless() {
        return runs == 0 || runs == 1 && bounds[0] == 0;
    }
}
