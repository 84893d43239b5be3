package io.execparity.stream.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything one host's handlers share: what is known, and where observations go.
 *
 * @param measurements null where no measurement list was given
 */
record Ledgers(
        String host,
        EngineSettings settings,
        ProcessLedger processes,
        FileLedger files,
        MountLedger mounts,
        Habits habits,
        RunLedger runs,
        LossWatch losses,
        @Nullable MeasurementJoin measurements,
        Consumer<Observation> out) {}
