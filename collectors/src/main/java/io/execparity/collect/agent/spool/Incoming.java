package io.execparity.collect.agent.spool;

import io.execparity.collect.agent.spool.SpoolRecord.Kind;

/**
 * A line or message that has no number yet; the parameters are those of {@link SpoolRecord}.
 *
 * @param lostBefore how many lines of the source were lost right before it, for which numbers are left out
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record Incoming(Kind kind, String source, String place, String resume, byte[] value, long lostBefore) {
    public static Incoming line(String source, String place, String resume, byte[] value) {
        return new Incoming(Kind.LINE, source, place, resume, value, 0);
    }

    public static Incoming message(String source, byte[] value) {
        return new Incoming(Kind.MESSAGE, source, "", "", value, 0);
    }
}
