package io.execparity.stream.control;

import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.engine.Memfd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a site does not want to be told of. A finding is held back where it is about the very file that a suppression
 * names, while that holds by the finding's own time; so the answer is the same whenever the records are looked at. A
 * memory file is known by its content or by its maker, never by its name.
 *
 * <p>At most {@link #MOST}; where there is no room, those go that ended before the new one began. For one thread.
 */
public final class Suppressions {
    public static final int MOST = 10_000;

    private static final Comparator<Suppression> BY_ID = Comparator.comparing(Suppression::id);

    private final Map<String, Suppression> byId = new HashMap<>();
    private final Map<Subject, List<Suppression>> bySubject = new HashMap<>();
    private final Map<ContentDigest, ReferenceEntry> known = new HashMap<>();

    /** What is looked up: a file, and whether as a maker. */
    private record Subject(FileView file, boolean ofMaker) {}

    /** None, to which some may be added. */
    public static Suppressions none() {
        return new Suppressions();
    }

    /**
     * Adds those of a file.
     *
     * @param name how errors name it
     * @throws IOException where the file does not say what it must, with the place in the message
     */
    public void addFile(String name, byte[] content) throws IOException {
        for (Suppression suppression : SuppressionReader.file(name, content)) {
            if (byId.containsKey(suppression.id())) {
                throw new IOException(name + ": '" + suppression.id() + "' is there twice");
            }
            if (!put(suppression)) {
                throw new IOException(name + ": more than " + MOST + " suppressions");
            }
        }
    }

    /** Takes one, instead of any other of its id; false where there is no room. */
    boolean put(Suppression suppression) {
        if (byId.size() >= MOST && !byId.containsKey(suppression.id())) {
            List<Suppression> ended = byId.values().stream()
                    .filter(other -> other.untilMillis() <= suppression.createdMillis())
                    .toList();
            ended.forEach(other -> remove(other.id()));
        }
        if (byId.size() >= MOST && !byId.containsKey(suppression.id())) {
            return false;
        }
        remove(suppression.id());
        byId.put(suppression.id(), suppression);
        List<Suppression> all = bySubject.computeIfAbsent(subject(suppression), subject -> new ArrayList<>());
        all.add(suppression);
        all.sort(BY_ID);
        return true;
    }

    void remove(String id) {
        Suppression removed = byId.remove(id);
        if (removed != null) {
            bySubject.computeIfPresent(subject(removed), (subject, all) -> {
                all.remove(removed);
                return all.isEmpty() ? null : all;
            });
        }
    }

    boolean isKnown(String id) {
        return byId.containsKey(id);
    }

    private static Subject subject(Suppression suppression) {
        return new Subject(suppression.subject(), suppression.ofMaker());
    }

    void know(ReferenceEntry entry) {
        known.put(entry.digest(), entry);
    }

    void unknow(ReferenceEntry entry) {
        known.remove(entry.digest(), entry);
    }

    /** How many there are, ended ones included. */
    public int size() {
        return byId.size();
    }

    /**
     * The finding as one that is held back, where it is.
     *
     * @param memfd how the memory file was made that the finding is about, null where it is about none or nobody knows
     */
    public Optional<SuppressedFinding> hold(Finding finding, @Nullable Memfd memfd) {
        if (Suppression.NEVER.contains(finding.rule()) || bySubject.isEmpty() && known.isEmpty()) {
            return Optional.empty();
        }
        ContentDigest content = finding.file().digest();
        ReferenceEntry entry = finding.rule() == Rule.UNKNOWN_DIGEST && content != null ? known.get(content) : null;
        if (entry != null && finding.key().epochMillis() >= entry.fromMillis()) {
            return Optional.of(new SuppressedFinding(finding, entry.id(), Confidence.PROVEN, entry.reason()));
        }
        Suppression by = content == null ? null : find(finding, byDigest(content), false);
        Confidence confidence = Confidence.LIKELY;
        if (by == null && memfd != null && memfd.makerDigest() != null) {
            by = find(finding, byDigest(memfd.makerDigest()), true);
            confidence = by == null ? Confidence.LIKELY : Confidence.PROVEN;
        }
        if (by == null && !isOfMemory(finding, memfd)) {
            by = find(finding, byIdentity(finding.file()), false);
        }
        if (by == null && memfd != null) {
            FileView maker = new FileView(memfd.maker().executable(), memfd.makerImage(), null);
            by = find(finding, byIdentity(maker), true);
        }
        return by == null
                ? Optional.empty()
                : Optional.of(new SuppressedFinding(finding, by.id(), confidence, by.reason()));
    }

    /** A memory file's path is its name, which its maker chose, and its inode number only counts memory files. */
    private static boolean isOfMemory(Finding finding, @Nullable Memfd memfd) {
        return memfd != null
                || finding.memfdName() != null
                || finding.execution() != null && finding.execution().origin() == CodeOrigin.MEMFD;
    }

    private static FileView byDigest(ContentDigest digest) {
        return new FileView(null, null, digest);
    }

    private static FileView byIdentity(FileView file) {
        return new FileView(file.path(), file.identity(), null);
    }

    private @Nullable Suppression find(Finding finding, FileView file, boolean ofMaker) {
        for (Suppression suppression : bySubject.getOrDefault(new Subject(file, ofMaker), List.of())) {
            if (suppression.covers(finding)) {
                return suppression;
            }
        }
        return null;
    }
}
