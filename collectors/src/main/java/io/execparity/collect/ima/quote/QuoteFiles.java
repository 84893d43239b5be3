package io.execparity.collect.ima.quote;

import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a quote is, by the letters of {@code tpm2_quote} and {@code tpm2_checkquote}.
 *
 * @param message what was signed, {@code -m}
 * @param signature {@code -s}
 * @param key the public part of the key that signs, {@code -u}
 * @param values of the registers, {@code -o} and {@code -f}, where they were kept
 */
public record QuoteFiles(Path message, Path signature, Path key, Optional<Path> values) {
    private static final int LONGEST = 64 * 1024;

    /** Makes something of a file's bytes. */
    interface Parser<T> {
        T parse(Bytes bytes) throws UnusableQuoteException;
    }

    static Bytes bytes(Path file) throws UnusableQuoteException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new UnusableQuoteException(file + ": it is longer than " + LONGEST + " bytes");
            }
            return Bytes.view(bytes);
        } catch (IOException e) {
            throw new UnusableQuoteException(file + ": it cannot be read");
        }
    }

    static <T> T parsed(Path file, Bytes bytes, Parser<T> parser) throws UnusableQuoteException {
        try {
            return parser.parse(bytes);
        } catch (UnusableQuoteException e) {
            throw new UnusableQuoteException(file + ": " + e.getMessage());
        }
    }
}
