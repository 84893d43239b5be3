package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether the list leads to a register's value.
 *
 * @param replayed where the whole list leads, by the rule
 * @param rule the one that led there, {@link ExtensionRule#OWN_HASH} where none did
 * @param reachedAfter how many entries of the list led to the expected value, nothing where none did
 * @param later how many entries of this register follow them, for which the value does not vouch
 * @param firstLater the first of them
 * @param satisfied true where it was reached when it had to be
 */
public record RegisterResult(
        ExpectedRegister expected,
        Bytes replayed,
        ExtensionRule rule,
        OptionalLong reachedAfter,
        long later,
        Optional<MeasurementEntry> firstLater,
        boolean satisfied) {}
