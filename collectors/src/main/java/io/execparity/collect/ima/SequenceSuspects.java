package io.execparity.collect.ima;

import java.util.List;
import java.util.Optional;

/** Looks for the entry at which a list of sound entries leaves the sequence that a register vouches for. */
final class SequenceSuspects {
    SequenceSuspects(List<ExpectedRegister> expected) {}

    void add(MeasurementEntry entry) {}

    Optional<ListProblem> suspect(List<RegisterResult> results) {
        return Optional.empty();
    }
}
