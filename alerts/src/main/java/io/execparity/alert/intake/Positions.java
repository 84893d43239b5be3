package io.execparity.alert.intake;

/** How far parts of the input were read before, empty for a part that never was. */
@FunctionalInterface
public interface Positions {
    /** In the words that {@link Arrival#position} had. */
    String of(String part);
}
