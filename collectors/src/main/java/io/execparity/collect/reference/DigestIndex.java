package io.execparity.collect.reference;

import io.execparity.schema.text.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Which name has which digests, and which digests there are. A name and its digest cost some 50 bytes, however long they
 * are: what is kept of them is a fingerprint under a key that is made anew for each index, which nobody can aim at. In a
 * million questions to a million digests one is answered wrongly with a chance of one in ten million.
 */
final class DigestIndex {
    /** Beyond it a reference is refused. */
    static final int MOST_DIGESTS = 1 << 23;

    private static final byte PAIR = 'p';
    private static final byte NAME = 'n';
    private static final byte DIGEST = 'd';

    private final SipHash hash = new SipHash();
    private final FingerprintSet pairs = new FingerprintSet();
    private final FingerprintSet names = new FingerprintSet();
    private final FingerprintSet digests = new FingerprintSet();
    private final Set<String> algorithms = new TreeSet<>();

    DigestIndex() {
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        hash.init(new KeyParameter(key));
    }

    /** False where there is no more room. */
    boolean add(Bytes name, String algorithm, Bytes digest) {
        byte[] written = measuredName(name);
        if (pairs.add(fingerprint(PAIR, written, algorithm, digest))) {
            names.add(fingerprint(NAME, written, algorithm, Bytes.EMPTY));
            digests.add(fingerprint(DIGEST, new byte[0], algorithm, digest));
            algorithms.add(algorithm);
        }
        return pairs.size() < MOST_DIGESTS;
    }

    /** KNOWN, CHANGED, UNKNOWN or INCOMPARABLE. */
    Judgement judge(Bytes name, String algorithm, Bytes digest) {
        if (!algorithms.contains(algorithm)) {
            return Judgement.INCOMPARABLE;
        }
        byte[] written = measuredName(name);
        if (pairs.contains(fingerprint(PAIR, written, algorithm, digest))) {
            return Judgement.KNOWN;
        }
        if (names.contains(fingerprint(NAME, written, algorithm, Bytes.EMPTY))) {
            return Judgement.CHANGED;
        }
        return digests.contains(fingerprint(DIGEST, new byte[0], algorithm, digest))
                ? Judgement.KNOWN
                : Judgement.UNKNOWN;
    }

    /** True where something of that name is listed, with whatever digest. */
    boolean names(Bytes name) {
        byte[] written = measuredName(name);
        return algorithms.stream()
                .anyMatch(algorithm -> names.contains(fingerprint(NAME, written, algorithm, Bytes.EMPTY)));
    }

    int size() {
        return pairs.size();
    }

    Set<String> algorithms() {
        return algorithms;
    }

    private long fingerprint(byte kind, byte[] name, String algorithm, Bytes digest) {
        hash.update(kind);
        hash.update(name, 0, name.length);
        hash.update((byte) 0);
        byte[] word = algorithm.getBytes(StandardCharsets.US_ASCII);
        hash.update(word, 0, word.length);
        hash.update((byte) 0);
        byte[] value = digest.toArray();
        hash.update(value, 0, value.length);
        return hash.doFinal();
    }

    /** The kernel writes {@code _} for each space in a name (ima_template_lib.c, ima_eventname_ng_init). */
    private static byte[] measuredName(Bytes name) {
        byte[] written = name.toArray();
        for (int i = 0; i < written.length; i++) {
            written[i] = written[i] == ' ' ? (byte) '_' : written[i];
        }
        return written;
    }
}
