package io.execparity.collect.reference;

import io.execparity.collect.ima.FileDigest;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.TemplateField;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What goes into a reference that is made here: gathered in any order, written in one that depends on nothing but what
 * it is. For one thread.
 */
public final class ReferenceContent {
    private static final Comparator<Line> ORDER =
            Comparator.comparing(Line::name).thenComparing(Line::algorithm).thenComparing(Line::digest);

    /**
     * One content that a name may have.
     *
     * @param register of the list's entry that says so, -1 where none does
     * @param entry its number, -1 where there is none
     */
    record Line(Bytes name, String algorithm, Bytes digest, int register, long entry) {}

    private final List<Line> files = new ArrayList<>();
    private final List<Line> keys = new ArrayList<>();
    private final List<Line> buffers = new ArrayList<>();
    private long leftOut;

    /**
     * Takes what a list says was measured; what it has of no use to another boot is left out: violations, which say of
     * no content, {@code boot_aggregate}, and digests of fs-verity trees.
     */
    public void add(MeasurementEntry entry) {
        FileDigest digest = entry.digest();
        Bytes name = entry.name();
        boolean useful = digest != null
                && digest.type().equals("ima")
                && DigestNames.ofDigits(2 * digest.value().length())
                        .filter(digest.algorithm()::equals)
                        .isPresent();
        if (digest == null || !useful || entry.isViolation() || entry.isBootAggregate() || name.isEmpty()) {
            leftOut++;
            return;
        }
        Line line = new Line(
                name.detached(), digest.algorithm(), digest.value().detached(), entry.register(), entry.number());
        if (entry.field(TemplateField.BUFFER) == null) {
            files.add(line);
        } else {
            (isKeyring(name) ? keys : buffers).add(line);
        }
    }

    /** The kernel's own keyrings; those that a site names itself look like any buffer. */
    private static boolean isKeyring(Bytes name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    /**
     * Takes one file.
     *
     * @param algorithm as the kernel names it
     */
    public void add(Bytes path, String algorithm, Bytes digest) {
        files.add(new Line(path, algorithm, digest, -1, -1));
    }

    /**
     * Drops what nobody vouches for.
     *
     * @param vouched for each register how many entries of the list its value covers; no others of its entries are kept,
     *     and none of other registers
     * @return how many measurements were dropped
     */
    public long keepVouched(Map<Integer, Long> vouched) {
        long before = total();
        for (List<Line> lines : List.of(files, keys, buffers)) {
            lines.removeIf(line -> line.entry() >= vouched.getOrDefault(line.register(), 0L));
        }
        return before - total();
    }

    private long total() {
        return (long) files.size() + keys.size() + buffers.size();
    }

    /** How many different names and contents of files there are. */
    public long size() {
        return files().size();
    }

    /** How many measurements were of no use. */
    public long leftOut() {
        return leftOut;
    }

    /** Of files; sorted, each once. */
    List<Line> files() {
        return sorted(files);
    }

    List<Line> keys() {
        return sorted(keys);
    }

    List<Line> buffers() {
        return sorted(buffers);
    }

    private static List<Line> sorted(List<Line> lines) {
        lines.sort(ORDER);
        int kept = 0;
        for (Line line : lines) {
            if (kept == 0 || ORDER.compare(lines.get(kept - 1), line) != 0) {
                lines.set(kept++, line);
            }
        }
        lines.subList(kept, lines.size()).clear();
        return lines;
    }
}
