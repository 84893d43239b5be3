package io.execparity.collect.reference;

import io.execparity.schema.text.Bytes;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a host should be: names with the digests that their content may have. Read from what sites have
 * already: the output of {@code sha256sum} and its kind, or a Keylime runtime policy, either of them signed or not.
 *
 * <p>A name is compared as IMA writes it, with {@code _} for each space. For one thread.
 */
public final class Reference {
    private final String form;
    private final DigestIndex files;
    private final Buffers buffers;
    private final Excludes excludes;

    Reference(String form, DigestIndex files, Buffers buffers, Excludes excludes) {
        this.form = form;
        this.files = files;
        this.buffers = buffers;
        this.excludes = excludes;
    }

    /**
     * Reads a reference, whose form is recognised by what is in it.
     *
     * @param keys a folder with the certificates and public keys of those who may sign, one of whom then has to have
     *     signed the reference; null where nobody has to. A reference that is signed is refused without.
     * @throws ReferenceException in all other cases than that it can be used
     */
    public static Reference load(Path file, @Nullable Path keys) throws ReferenceException {
        return ReferenceLoader.load(file, keys);
    }

    /** What it was recognised as, for people. */
    public String form() {
        return form;
    }

    /** How many pairs of a name and a digest it has, keys and buffers included. */
    public long size() {
        return files.size() + (long) buffers.size();
    }

    /** Of the digests of files; named as the kernel names them. */
    public Set<String> algorithms() {
        return files.algorithms();
    }

    /**
     * Judges a file.
     *
     * @param path as in a measurement list or an audit record
     * @param algorithm as the kernel names it; with {@code verity:} before it nothing can be compared
     * @param digest of the file's content
     */
    public Judgement judge(Bytes path, String algorithm, Bytes digest) {
        return orExcluded(path, files.judge(path, algorithm, digest));
    }

    /**
     * Judges what was measured without being a file: a key by its keyring's name, a command line, critical data. Only a
     * Keylime policy says anything of these; {@link Judgement#INCOMPARABLE} where it or another form does not.
     */
    public Judgement judgeBuffer(Bytes name, String algorithm, Bytes digest) {
        return orExcluded(name, buffers.judge(name, algorithm, digest));
    }

    /** True where a file of that name is listed, with whatever digest. */
    public boolean names(Bytes path) {
        return files.names(path);
    }

    private Judgement orExcluded(Bytes name, Judgement judgement) {
        return judgement != Judgement.KNOWN && excludes.match(name) ? Judgement.EXCLUDED : judgement;
    }
}
