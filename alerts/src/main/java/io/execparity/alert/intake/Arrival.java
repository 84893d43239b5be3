package io.execparity.alert.intake;

/**
 * One line that came, and where the next one is read.
 *
 * @param line its bytes, without a line end; none for a place that moved on without a line
 * @param part which part of the input it came from
 * @param position behind it there, in the source's own words
 * @param place for people: file and offset, or topic, partition and offset
 * @param announces whether it is no finding, but says what a probe will do
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, and looked at once.
public record Arrival(byte[] line, String part, String position, String place, boolean announces) {
    /** A finding's line. */
    public Arrival(byte[] line, String part, String position, String place) {
        this(line, part, position, place, false);
    }
}
