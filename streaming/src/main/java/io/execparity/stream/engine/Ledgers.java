package io.execparity.stream.engine;

import java.util.function.Consumer;

/** Everything one host's handlers share: what is known, and where observations go. */
record Ledgers(
        String host,
        EngineSettings settings,
        ProcessLedger processes,
        FileLedger files,
        MountLedger mounts,
        Habits habits,
        RunLedger runs,
        LossWatch losses,
        Consumer<Observation> out) {}
