package io.execparity.alert.engine;

/**
 * How many more may be told one by one: so many at first, and one more after each equal part of the time.
 *
 * @param left how many, in {@link #parts}
 * @param at when that was so, in milliseconds of the epoch
 */
record Allowance(long left, long at) {
    /** All of it. */
    static Allowance whole(Pace pace, long now) {
        return new Allowance(parts(pace), now);
    }

    /** One is worth {@code thingsMillis} parts, and each millisecond brings {@code things} of them. */
    private static long parts(Pace pace) {
        return pace.things() * pace.thingsMillis();
    }

    /** The same later. A clock that goes back brings nothing and takes nothing. */
    Allowance at(long now, Pace pace) {
        long gone = Math.max(0, Math.min(now - at, pace.thingsMillis()));
        return new Allowance(Math.min(parts(pace), left + gone * pace.things()), now);
    }

    boolean hasOne(Pace pace) {
        return left >= pace.thingsMillis();
    }

    Allowance lessOne(Pace pace) {
        return new Allowance(left - pace.thingsMillis(), at);
    }
}
