package io.execparity.collect.agent.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One line or message on its way to Kafka, with everything needed to send it again.
 *
 * @param source the name of where it came from, 1 to 64 ASCII characters
 * @param epoch the run of numbers that {@code sequence} belongs to, in milliseconds since 1970 when it began
 * @param sequence counts a source's lines from 0 in each epoch, those that were lost included
 * @param place where the line stands in its source, for people; empty where it has no place
 * @param resume where the source is to be read on after this line; empty where it cannot be read again
 * @param value the bytes that are sent; the record owns them
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record SpoolRecord(
        Kind kind, String source, long epoch, long sequence, String place, String resume, byte[] value) {
    /** What the value is. */
    public enum Kind {
        /** A line as a source had it. */
        LINE,
        /** A message of the agent's own, in JSON. */
        MESSAGE,
        /** Where every source was when a segment was begun; never sent. */
        CHECKPOINT
    }

    private static final Kind[] KINDS = Kind.values();
    private static final int MOST_TEXT = 512;

    public SpoolRecord {
        if (source.isEmpty() || source.length() > 64 || place.length() > MOST_TEXT || resume.length() > MOST_TEXT) {
            throw new IllegalArgumentException("not a record of a spool: " + source);
        }
    }

    /** About what it takes in memory and on disk, in bytes. */
    public int weight() {
        return 64 + source.length() + place.length() + resume.length() + value.length;
    }

    /**
     * The record's bytes.
     *
     * @param room how many bytes to leave free before them
     */
    byte[] encoded(int room) {
        byte[] from = source.getBytes(StandardCharsets.US_ASCII);
        byte[] at = place.getBytes(StandardCharsets.US_ASCII);
        byte[] next = resume.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(room + 23 + from.length + at.length + next.length + value.length);
        bytes.position(room);
        bytes.put((byte) kind.ordinal()).putLong(epoch).putLong(sequence);
        bytes.putShort((short) from.length).put(from);
        bytes.putShort((short) at.length).put(at);
        bytes.putShort((short) next.length).put(next);
        return bytes.put(value).array();
    }

    /**
     * What {@link #encoded} made.
     *
     * @throws IllegalArgumentException for anything else
     */
    static SpoolRecord decoded(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        try {
            int kind = bytes.get();
            if (kind < 0 || kind >= KINDS.length) {
                throw new IllegalArgumentException("no kind of record is " + kind);
            }
            long epoch = bytes.getLong();
            long sequence = bytes.getLong();
            String source = text(bytes);
            String place = text(bytes);
            String resume = text(bytes);
            byte[] value = new byte[bytes.remaining()];
            bytes.get(value);
            return new SpoolRecord(KINDS[kind], source, epoch, sequence, place, resume, value);
        } catch (java.nio.BufferUnderflowException e) {
            throw new IllegalArgumentException("a record ends early", e);
        }
    }

    private static String text(ByteBuffer bytes) {
        int length = bytes.getShort();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes");
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
