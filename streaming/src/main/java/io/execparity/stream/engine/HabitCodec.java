package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;

/** What a program was seen to do, saved. */
final class HabitCodec implements Codec<Habits.Habit> {
    static final HabitCodec CODEC = new HabitCodec();

    private static final int INTERPRETS = 1;
    private static final int ASKS = 2;
    private static final int LAST_USED = 3;

    private HabitCodec() {}

    @Override
    public void write(Habits.Habit habit, StateWriter out) {
        out.flag(INTERPRETS, habit.interprets());
        out.flag(ASKS, habit.asks());
        out.number(LAST_USED, habit.lastUsed());
    }

    @Override
    public Habits.Habit read(StateReader in) throws UnreadableStateException {
        boolean interprets = false;
        boolean asks = false;
        long lastUsed = 0;
        while (in.next()) {
            switch (in.tag()) {
                case INTERPRETS -> interprets = in.flag();
                case ASKS -> asks = in.flag();
                case LAST_USED -> lastUsed = Parts.natural(in);
                default -> {}
            }
        }
        return new Habits.Habit(interprets, asks, lastUsed);
    }
}
