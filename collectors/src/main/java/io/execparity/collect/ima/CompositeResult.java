package io.execparity.collect.ima;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether the list leads to a digest over registers.
 *
 * @param reachedAfter how many entries of the list led to it, nothing where none did
 * @param later how many entries of these registers follow them, for which the digest does not vouch
 * @param firstLater the first of them
 * @param satisfied true where it was reached when it had to be
 */
public record CompositeResult(
        ExpectedComposite expected,
        OptionalLong reachedAfter,
        long later,
        Optional<MeasurementEntry> firstLater,
        boolean satisfied) {}
