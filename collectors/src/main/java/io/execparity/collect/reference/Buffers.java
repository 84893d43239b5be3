package io.execparity.collect.reference;

import io.execparity.schema.text.Bytes;
import java.util.HashSet;
import java.util.Set;

/**
 * What a Keylime policy says of measurements that are no files, in its sections {@code keyrings} and {@code ima-buf}.
 * Which of both a measurement is for depends on whether its data are a key; since names of keyrings and of other buffers
 * do not meet, the name alone decides here.
 */
final class Buffers {
    private static final Bytes ANY = Bytes.utf8("*");
    private static final int MOST_IGNORED = 4096;

    private final DigestIndex listed = new DigestIndex();
    private final Set<Bytes> ignored = new HashSet<>();

    boolean add(Bytes name, String algorithm, Bytes digest) {
        return listed.add(name, algorithm, digest);
    }

    /**
     * Takes all keys on a keyring for good; {@code *} stands for all that the kernel itself names, whose names begin with
     * a dot or a low line.
     *
     * @return false where there is no more room
     */
    boolean ignore(String keyring) {
        ignored.add(Bytes.utf8(keyring));
        return ignored.size() <= MOST_IGNORED;
    }

    Judgement judge(Bytes name, String algorithm, Bytes digest) {
        Judgement judgement = listed.judge(name, algorithm, digest);
        boolean ofKernel = name.startsWith(".") || name.startsWith("_");
        boolean spared = ignored.contains(name) || (ofKernel && ignored.contains(ANY));
        return judgement != Judgement.KNOWN && spared ? Judgement.EXCLUDED : judgement;
    }

    int size() {
        return listed.size();
    }
}
