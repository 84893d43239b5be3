package io.execparity.collect.source;

import java.nio.file.Path;

/**
 * Something that happened to a followed log other than being written and rotated, and may be the trace of somebody who
 * meddles with it.
 *
 * @param file the name under which the log is followed
 * @param known how far it had been read before
 * @param size how many bytes the file has now
 */
public record LogChange(Kind kind, Path file, FollowPosition known, long size) {
    /** What happened. */
    public enum Kind {
        /** It was cut, and a rotated copy has what it held: logrotate's copytruncate. */
        COPIED_AND_TRUNCATED,
        /** It was cut or overwritten, and what had not been read yet is gone. */
        TRUNCATED,
        /** Another file has its name, and it was not renamed to one of a rotated file; it was read to its end. */
        REPLACED,
        /** The file that was being read is not there any more, nor a copy of it; what had not been read yet is gone. */
        PLACE_LOST,
        /** A compressed file ends in damage: what stood behind that is gone. */
        DAMAGED
    }
}
