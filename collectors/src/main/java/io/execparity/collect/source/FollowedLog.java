package io.execparity.collect.source;

import io.execparity.collect.source.LogFamily.Member;
import io.execparity.collect.source.LogIdentity.Inode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A log that somebody else writes, rotates, cuts and replaces, read line by line from a place on. Each line is handed
 * over once, in the order written, as long as the file that holds it is there when it is looked at; where it is not, a
 * {@link LogChange} says so.
 *
 * <p>It looks when it is polled and relies on no notice from the kernel, which gets lost where much happens at once. A
 * file is left for the next one when that holds something and a further look has read the old one to its end: a daemon
 * writes to the old file until it is told of the rotation.
 *
 * <p>For one thread.
 */
public final class FollowedLog implements Closeable {
    /** Takes lines, and what happened to their file. */
    public interface Handler extends LineHandler {
        void changed(LogChange change);
    }

    private final Path log;
    private final boolean fromEnd;
    private @Nullable FollowPosition resume;
    private @Nullable TailedFile current;
    /** Rotated files that are older than what is read, so that they are not taken for newer when that is gone. */
    private final Set<LogIdentity> older = new HashSet<>();

    /**
     * @param resume where to read on; where null, all that is there is read, rotated files first, or with
     *     {@code fromEnd} only what comes
     */
    public FollowedLog(Path log, @Nullable FollowPosition resume, boolean fromEnd) {
        this.log = log;
        this.resume = resume;
        this.fromEnd = fromEnd;
    }

    /** The place behind the line that is being handed over, or was last; null before any file was found. */
    public @Nullable FollowPosition position() {
        TailedFile file = current;
        return file == null ? resume : file.position();
    }

    /**
     * Hands over what has come.
     *
     * @return whether there was anything, so that looking again at once is worth while
     * @throws IOException where a file cannot be read; polling again goes on from the same place
     */
    public boolean poll(Handler handler) throws IOException {
        if (current == null) {
            begin(handler);
        }
        TailedFile file = current;
        if (file == null) {
            return false;
        }
        if (file.isCut()) {
            cut(file, handler);
            return true;
        }
        Optional<Successor> next = successor(file);
        boolean read = file.read(handler) > 0;
        if (read || next.isEmpty()) {
            return read;
        }
        return goOn(file, next.get(), handler);
    }

    private void begin(Handler handler) throws IOException {
        LogFamily family = LogFamily.of(log);
        FollowPosition known = resume;
        if (known == null) {
            List<Member> members = family.members();
            if (!members.isEmpty()) {
                Member first = members.get(fromEnd ? members.size() - 1 : 0);
                switchTo(first, family, fromEnd ? Files.size(first.path()) : 0);
            }
        } else if (!resumeAt(known, family)) {
            lost(known, family, handler);
        }
    }

    private boolean resumeAt(FollowPosition known, LogFamily family) throws IOException {
        Optional<Member> same = family.find(known.file().place());
        if (same.isPresent() && holds(same.get(), known)) {
            return switchTo(same.get(), family, known.offset());
        }
        Optional<Member> compressed = family.compressed(known.file());
        return compressed.isPresent() && switchTo(compressed.get(), family, known.offset());
    }

    private static boolean holds(Member member, FollowPosition known) throws IOException {
        return known.file().begins(member.head())
                && (member.isCompressed() || Files.size(member.path()) >= known.offset());
    }

    /** The file is another one now, was cut, or is gone while nobody looked. */
    private void lost(FollowPosition known, LogFamily family, Handler handler) throws IOException {
        if (family.members().isEmpty()) {
            return;
        }
        boolean there = family.find(known.file().place()).isPresent();
        Optional<Member> copy = copy(known, family);
        if (copy.isPresent()) {
            report(LogChange.Kind.COPIED_AND_TRUNCATED, known, handler);
            afterCopy(copy.get(), known, family);
            return;
        }
        report(there ? LogChange.Kind.TRUNCATED : LogChange.Kind.PLACE_LOST, known, handler);
        Member first = there
                ? family.find(known.file().place()).orElseThrow()
                : family.members().get(0);
        switchTo(first, family, 0);
    }

    /** The file that is open was cut: its lines go on in a copy, if there is one, and then from its beginning. */
    private void cut(TailedFile file, Handler handler) throws IOException {
        FollowPosition known = file.position();
        LogFamily family = LogFamily.of(log);
        Optional<Member> copy = copy(known, family);
        report(copy.isPresent() ? LogChange.Kind.COPIED_AND_TRUNCATED : LogChange.Kind.TRUNCATED, known, handler);
        if (copy.isPresent()) {
            afterCopy(copy.get(), known, family);
            return;
        }
        Optional<Member> same = family.find(file.inode());
        if (same.isEmpty() || !switchTo(same.get(), family, 0)) {
            resume = known;
            release();
        }
    }

    private void afterCopy(Member copy, FollowPosition known, LogFamily family) throws IOException {
        long size = copy.isCompressed() ? Long.MAX_VALUE : Files.size(copy.path());
        // Lines that were read while the copy was made are not in it.
        switchTo(copy, family, Math.min(size, known.offset()));
    }

    /** A rotated file with the same beginning, as copytruncate makes one. An empty beginning is like every other. */
    private static Optional<Member> copy(FollowPosition known, LogFamily family) throws IOException {
        if (known.file().length() == 0) {
            return Optional.empty();
        }
        for (Member member : family.members()) {
            boolean other = !member.inode().equals(known.file().place());
            if (other && known.file().begins(member.head())) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /** The file to go on with when the open one is read to its end, as it lies in its family. */
    private record Successor(LogFamily family, Member member, boolean knownPlace) {}

    /** Nothing while the log's name still means the open file, or a new one that nobody has written to. */
    private Optional<Successor> successor(TailedFile file) throws IOException {
        try {
            if (Inode.of(log).equals(file.inode())) {
                return Optional.empty();
            }
        } catch (NoSuchFileException e) {
            // Renamed and not made again yet; the rotated ones may have moved on all the same.
        }
        LogFamily family = LogFamily.of(log);
        Optional<Member> here = family.find(file.inode());
        if (here.isEmpty()) {
            here = family.compressed(file.identity());
        }
        Optional<Member> next = here.isPresent() ? family.after(here.get()) : oldestNew(family);
        if (next.isEmpty() || next.get().path().getFileName().equals(log.getFileName()) && isEmpty(next.get())) {
            return Optional.empty();
        }
        return Optional.of(new Successor(family, next.get(), here.isPresent()));
    }

    private static boolean isEmpty(Member member) throws IOException {
        try {
            return Files.size(member.path()) == 0;
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private boolean goOn(TailedFile file, Successor next, Handler handler) throws IOException {
        Optional<TailedFile> opened = open(next.member(), 0);
        if (opened.isEmpty()) {
            return false;
        }
        file.finish(handler);
        if (file.isDamaged()) {
            report(LogChange.Kind.DAMAGED, file.position(), handler);
        }
        if (!next.knownPlace()) {
            report(LogChange.Kind.REPLACED, file.position(), handler);
        }
        keep(opened.get(), next.member(), next.family());
        return true;
    }

    /** The file being read has no name any more: it goes on with the oldest one that was not there before it. */
    private Optional<Member> oldestNew(LogFamily family) throws IOException {
        for (Member member : family.members()) {
            byte[] head = member.head();
            if (older.stream().noneMatch(known -> isSame(known, member, head))) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /** Under whatever name and inode, for it may have been compressed since; what was empty has nothing but its inode. */
    private static boolean isSame(LogIdentity known, Member member, byte[] head) {
        return known.length() == 0 ? head.length == 0 && known.place().equals(member.inode()) : known.begins(head);
    }

    private boolean switchTo(Member member, LogFamily family, long offset) throws IOException {
        Optional<TailedFile> opened = open(member, offset);
        if (opened.isEmpty()) {
            return false;
        }
        keep(opened.get(), member, family);
        return true;
    }

    private static Optional<TailedFile> open(Member member, long offset) throws IOException {
        try {
            return TailedFile.open(member, offset);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void keep(TailedFile opened, Member member, LogFamily family) throws IOException {
        release();
        current = opened;
        resume = null;
        older.clear();
        for (Member before : family.before(member)) {
            try {
                older.add(LogIdentity.of(before.inode(), before.head()));
            } catch (NoSuchFileException e) {
                // Rotated out of existence: no need to know it.
            }
        }
    }

    private void report(LogChange.Kind kind, FollowPosition known, Handler handler) throws IOException {
        long size = Files.exists(log) ? Files.size(log) : 0;
        handler.changed(new LogChange(kind, log, known, size));
    }

    private void release() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @Override
    public void close() throws IOException {
        resume = position();
        release();
    }
}
