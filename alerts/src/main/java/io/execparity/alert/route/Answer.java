package io.execparity.alert.route;

/**
 * What became of a notice.
 *
 * @param outcome see there
 * @param why in words for people, without secrets; empty where it was taken
 * @param afterMillis how long the receiver asked to be left alone, 0 where it did not
 */
public record Answer(Outcome outcome, String why, long afterMillis) {
    /** Taken. */
    public static final Answer TAKEN = new Answer(Outcome.TAKEN, "", 0);

    /** What is to be done next. */
    public enum Outcome {
        /** It has it. */
        TAKEN,
        /** It may take it later. */
        LATER,
        /** It never takes this one, whenever it is asked. */
        NEVER
    }

    /** To be tried again. */
    public static Answer later(String why) {
        return new Answer(Outcome.LATER, why, 0);
    }
}
