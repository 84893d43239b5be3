package io.execparity.stream.engine;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.interpreter.InterpreterSource;
import org.jspecify.annotations.Nullable;

/**
 * The interpreters that hold for a host by its newest stamp. A stamp that goes back takes nothing back, or a host could
 * have all its processes looked through with each event.
 */
final class KnownInterpreters {
    private final InterpreterSource source;
    private InterpreterCatalogue now;
    private long newest;

    KnownInterpreters(InterpreterSource source) {
        this.source = source;
        // What is read from a saved state may name any of them.
        this.now = source.at(Long.MAX_VALUE);
    }

    InterpreterCatalogue now() {
        return now;
    }

    /** Takes the stamp of an event; true where other interpreters hold from there on. */
    boolean advance(long epochMillis) {
        newest = Math.max(newest, epochMillis);
        InterpreterCatalogue due = source.at(newest);
        boolean changed = due != now;
        now = due;
        return changed;
    }

    /** The newest stamp, epoch milliseconds. */
    long newest() {
        return newest;
    }

    /** Goes on from a saved {@link #newest}; which of them hold shows with the next event. */
    void restore(long epochMillis) {
        newest = epochMillis;
    }

    /** What a program is by now that was an interpreter of that name. */
    Interpreter named(String name, boolean learned) {
        Interpreter generic = Interpreter.learned(Bytes.utf8(name));
        return learned ? generic : now.named(name).orElse(generic);
    }

    /** True where it was in a catalogue before, and now is known by what it does alone. */
    static boolean isForgotten(@Nullable Interpreter before, @Nullable Interpreter after) {
        return before != null && after != null && before.isLearned() != after.isLearned();
    }

    /** The same interpreter as it is known by now. */
    @Nullable
    Interpreter again(@Nullable Interpreter before) {
        return before == null || before.isLearned() ? before : named(before.name(), false);
    }
}
