package io.execparity.collect.reference;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the form of a reference and sees to its signature. Content is read while it is verified, and what came of
 * it is let go where the signature turns out not to be good.
 */
final class ReferenceLoader {
    private static final String DETACHED = ".p7s";
    private static final int PEEKED = 64;

    private ReferenceLoader() {}

    static Reference load(Path file, @Nullable Path keys) throws ReferenceException {
        Signers signers = Signers.of(keys);
        String name = file.toString();
        Path beside = file.resolveSibling(file.getFileName() + DETACHED);
        try (InputStream in = opened(file)) {
            if (Files.exists(beside)) {
                try (InputStream signature = opened(beside)) {
                    return enveloped(name, new CmsEnvelope(beside.toString(), signature, in, signers));
                }
            }
            if (isCms(in)) {
                return enveloped(name, new CmsEnvelope(name, in, null, signers));
            }
            return content(name, in, signers, false);
        } catch (NoSuchFileException e) {
            throw new ReferenceException(name + ": there is no such file.", e);
        } catch (IOException e) {
            throw new ReferenceException(name + ": it cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static InputStream opened(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** What is wrong with the signature comes before what is wrong with the content. */
    private static Reference enveloped(String name, CmsEnvelope envelope) throws IOException, ReferenceException {
        Reference reference;
        try {
            reference = content(name, new BufferedInputStream(envelope.content()), Signers.satisfied(), true);
        } catch (ReferenceException e) {
            envelope.verify();
            throw e;
        }
        envelope.verify();
        return reference;
    }

    /** @param signed true where a signature around it is verified by the caller */
    static Reference content(String name, InputStream in, Signers signers, boolean signed)
            throws IOException, ReferenceException {
        if (first(in) == '{') {
            return JsonReference.read(name, in, signers, signed);
        }
        if (signers.isWanted()) {
            throw unsigned(name);
        }
        DigestIndex index = new DigestIndex();
        new SumsReader(name, in, index).read();
        return new Reference("list of digests", index, new Buffers(), new Excludes());
    }

    static ReferenceException unsigned(String name) {
        return new ReferenceException(name + ": it is not signed, and keys were given that it has to be signed by.");
    }

    private static boolean isCms(InputStream in) throws IOException {
        in.mark(PEEKED);
        byte[] head = in.readNBytes(2);
        in.reset();
        // A SEQUENCE whose length takes further bytes, or is not said; a digest could begin with 0, and with no such
        // byte behind.
        boolean der = head.length == 2 && head[0] == 0x30 && head[1] < 0;
        return der || (head.length == 2 && head[0] == '-' && head[1] == '-');
    }

    /** The first character that is no white space, 0 where there is none nearby. */
    private static int first(InputStream in) throws IOException {
        in.mark(PEEKED);
        byte[] head = in.readNBytes(PEEKED);
        in.reset();
        for (byte character : head) {
            if (character > ' ') {
                return character;
            }
        }
        return 0;
    }
}
