package io.execparity.collect.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Base64;

/** The bytes of a CMS structure, which PEM holds in base 64 between two lines (RFC 7468). */
final class CmsText {
    private static final int LONGEST_HEADING = 128;

    private CmsText() {}

    static InputStream decoded(String file, InputStream in) throws ReferenceException {
        PushbackInputStream peeked = new PushbackInputStream(in);
        try {
            int first = peeked.read();
            if (first != '-') {
                if (first >= 0) {
                    peeked.unread(first);
                }
                return peeked;
            }
            int heading = 0;
            while (peeked.read() != '\n') {
                if (++heading > LONGEST_HEADING) {
                    throw new ReferenceException(file + ": the PEM of the signature has no end to its first line.");
                }
            }
        } catch (IOException e) {
            throw new ReferenceException(file + ": the signature cannot be read.", e);
        }
        return Base64.getMimeDecoder().wrap(new UntilDash(peeked));
    }

    /** Ends where the last line begins. */
    private static final class UntilDash extends InputStream {
        private final InputStream in;
        private boolean ended;

        UntilDash(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int next = ended ? -1 : in.read();
            ended = next < 0 || next == '-';
            return ended ? -1 : next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = 0;
            for (int next = 0; count < length && next >= 0; ) {
                next = read();
                if (next >= 0) {
                    target[offset + count++] = (byte) next;
                }
            }
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
