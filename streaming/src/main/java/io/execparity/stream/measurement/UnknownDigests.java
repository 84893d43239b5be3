package io.execparity.stream.measurement;

import io.execparity.schema.text.Bytes;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What was measured and is not in the reference that a site gave.
 *
 * @param contents each once, in the order of the lists
 * @param beyond how many entries are of further contents, for which there was no room
 * @param incomparable how many entries the reference has no digest of that algorithm for
 */
public record UnknownDigests(List<Content> contents, long beyond, long incomparable) implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * One content under one name.
     *
     * @param path as listed, each byte a character
     * @param algorithm of the digest, as the kernel names it
     * @param digest lower case hexadecimal
     * @param changed true where the reference has this name with other content, false where it has neither
     * @param entry its first entry, counted from 0
     * @param entries how many entries are of it, 1 or more
     * @param vouched true where a register's value that was given vouches for the first of them
     */
    public record Content(
            String path, String algorithm, String digest, boolean changed, long entry, long entries, boolean vouched)
            implements Serializable {
        private static final long serialVersionUID = 1;

        public Bytes name() {
            return Bytes.view(path.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    public UnknownDigests {
        contents = List.copyOf(contents);
    }
}
