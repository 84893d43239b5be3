package io.execparity.collect.reference;

import io.execparity.schema.text.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what sha256sum and its kind write (GNU coreutils, "cksum general options"): {@code DIGEST  NAME}, {@code DIGEST
 * *NAME}, with {@code --tag} and on BSD {@code SHA256 (NAME) = DIGEST}, and in each of them a backslash before the line
 * where the name is escaped. The algorithm of a line without tag is told by the digest's length. Keylime's flat
 * allowlists are the same.
 *
 * <p>Empty lines and those that begin with {@code #} are passed over, as {@code sha256sum --check} does; any other that
 * is no such line is an error, since what it was to say would silently be missing. Names that begin with {@code ./} are
 * taken from the root.
 */
final class SumsReader {
    /** A path has 4,095 bytes at most, each of which may be escaped. */
    private static final int LONGEST_LINE = 16 * 1024;

    private final String file;
    private final InputStream in;
    private final DigestIndex index;
    private final byte[] buffer = new byte[64 * 1024];
    private int next;
    private int end;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private long number;

    /** @param in read in large pieces */
    SumsReader(String file, InputStream in, DigestIndex index) {
        this.file = file;
        this.in = in;
        this.index = index;
    }

    void read() throws IOException, ReferenceException {
        while (readLine()) {
            byte[] text = line.toByteArray();
            if (text.length > 0 && text[0] != '#') {
                entry(text);
            }
        }
        if (index.size() == 0) {
            throw new ReferenceException(file + ": there is no digest in it.");
        }
    }

    /** The next line without its end into {@code line}; false at the end. */
    private boolean readLine() throws IOException, ReferenceException {
        line.reset();
        number++;
        while (true) {
            if (next == end) {
                end = Math.max(0, in.read(buffer));
                next = 0;
                if (end == 0) {
                    return line.size() > 0;
                }
            }
            int begin = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            line.write(buffer, begin, next - begin);
            if (line.size() > LONGEST_LINE) {
                throw error("the line has more than " + LONGEST_LINE + " bytes");
            }
            if (next < end) {
                next++;
                return true;
            }
        }
    }

    private void entry(byte[] text) throws ReferenceException {
        if (text[text.length - 1] == '\r') {
            throw error("the line ends in a carriage return: was the file edited on Windows?");
        }
        int begin = text[0] == '\\' ? 1 : 0;
        int digits = begin;
        while (digits < text.length && Character.digit(text[digits], 16) >= 0) {
            digits++;
        }
        Optional<String> algorithm = DigestNames.ofDigits(digits - begin);
        if (algorithm.isPresent() && digits < text.length && text[digits] == ' ') {
            plain(text, begin, digits, algorithm.get());
        } else {
            tagged(text, begin);
        }
    }

    private void plain(byte[] text, int begin, int digits, String algorithm) throws ReferenceException {
        int name = digits + 1;
        if (name < text.length && (text[name] == ' ' || text[name] == '*')) {
            name++;
        }
        add(text, name, text.length, begin > 0, algorithm, digest(text, begin, digits));
    }

    /** {@code TAG (NAME) = DIGEST}; the name may hold anything, so that its end is found from that of the line. */
    private void tagged(byte[] text, int begin) throws ReferenceException {
        String characters = new String(text, StandardCharsets.ISO_8859_1);
        int open = characters.indexOf(" (", begin);
        int close = characters.lastIndexOf(") = ");
        if (open < 0 || close < open + 2) {
            throw error("this is no digest with a name, as sha256sum writes it");
        }
        String tag = characters.substring(begin, open);
        Optional<String> algorithm = DigestNames.ofTag(tag);
        int digits = close + ") = ".length();
        if (algorithm.isEmpty() || text.length - digits != DigestNames.digits(algorithm.get())) {
            throw error("the tag is none of an algorithm that IMA measures with, or the digest has another length");
        }
        add(text, open + 2, close, begin > 0, algorithm.get(), digest(text, digits, text.length));
    }

    private Bytes digest(byte[] text, int from, int to) throws ReferenceException {
        Bytes digest = Hexadecimal.bytes(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
        if (digest == null) {
            throw error("the digest is no hexadecimal number");
        }
        return digest;
    }

    private void add(byte[] text, int from, int to, boolean escaped, String algorithm, Bytes digest)
            throws ReferenceException {
        byte[] name = escaped ? unescaped(text, from, to) : Arrays.copyOfRange(text, from, to);
        if (name == null || name.length == 0) {
            throw error(name == null ? "the name is wrongly escaped" : "there is no name");
        }
        boolean relative = name.length > 2 && name[0] == '.' && name[1] == '/';
        Bytes path = Bytes.view(name);
        if (!index.add(relative ? path.slice(1, path.length()) : path, algorithm, digest)) {
            throw error("there are more than " + DigestIndex.MOST_DIGESTS + " digests");
        }
    }

    private static byte @Nullable [] unescaped(byte[] text, int from, int to) {
        ByteArrayOutputStream name = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            if (text[i] != '\\') {
                name.write(text[i]);
                continue;
            }
            int plain = i + 1 == to
                    ? -1
                    : switch (text[++i]) {
                        case '\\' -> '\\';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        default -> -1;
                    };
            if (plain < 0) {
                return null;
            }
            name.write(plain);
        }
        return name.toByteArray();
    }

    private ReferenceException error(String what) {
        return ReferenceException.at(file, number, what);
    }
}
