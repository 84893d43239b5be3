package io.execparity.stream.engine;

import io.execparity.stream.interpreter.InterpreterCatalogue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything one host's handlers share: what is known, and where observations go.
 *
 * @param known the interpreters, of which other ones may hold from some event on
 * @param measurements null where no measurement list was given
 */
record Ledgers(
        String host,
        EngineSettings settings,
        KnownInterpreters known,
        ProcessLedger processes,
        FileLedger files,
        MountLedger mounts,
        Habits habits,
        RunLedger runs,
        LossWatch losses,
        @Nullable MeasurementJoin measurements,
        Consumer<Observation> out) {
    /** The interpreters that hold by now. */
    InterpreterCatalogue interpreters() {
        return known.now();
    }
}
