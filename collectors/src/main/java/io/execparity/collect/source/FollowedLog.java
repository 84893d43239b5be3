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
    private Set<LogIdentity> older = Set.of();

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
        try {
            return look(handler);
        } catch (NoSuchFileException e) {
            // Renamed between two steps of this look, of which nothing has come yet; the next one finds it.
            return false;
        }
    }

    private boolean look(Handler handler) throws IOException {
        if (current == null) {
            begin(handler);
        }
        TailedFile file = current;
        if (file == null) {
            return false;
        }
        if (file.isCut()) {
            return cut(file, handler);
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
                switchTo(first, family, fromEnd ? first.size() : 0);
            }
        } else {
            Optional<Member> same = same(known, family);
            if (same.isPresent()) {
                switchTo(same.get(), family, known.offset());
            } else {
                lost(known, family, handler);
            }
        }
    }

    /** The file that was being read, whatever name it has now. */
    private static Optional<Member> same(FollowPosition known, LogFamily family) throws IOException {
        Optional<Member> same = family.find(known.file().place());
        return same.isPresent() && holds(same.get(), known) ? same : family.compressed(known.file());
    }

    private static boolean holds(Member member, FollowPosition known) throws IOException {
        return known.file().begins(member.head()) && (member.isCompressed() || member.size() >= known.offset());
    }

    /** The file is another one now, was cut, or is gone while nobody looked. */
    private void lost(FollowPosition known, LogFamily family, Handler handler) throws IOException {
        if (family.members().isEmpty()) {
            return;
        }
        Optional<Member> copy = copy(known, family);
        if (copy.isPresent()) {
            afterCopy(copy.get(), known, family, handler);
            return;
        }
        Optional<Member> there = family.find(known.file().place());
        Member first = there.orElse(family.members().get(0));
        Optional<Opened> opened = open(first, family, 0);
        if (opened.isPresent()) {
            report(there.isPresent() ? LogChange.Kind.TRUNCATED : LogChange.Kind.PLACE_LOST, known, handler);
            keep(opened.get());
        }
    }

    /**
     * The file that is open was cut: its lines go on in a copy, if there is one, and then from its beginning. Returns
     * false where it has to be looked at again.
     */
    private boolean cut(TailedFile file, Handler handler) throws IOException {
        FollowPosition known = file.position();
        LogFamily family = LogFamily.of(log);
        Optional<Member> copy = copy(known, family);
        if (copy.isPresent()) {
            return afterCopy(copy.get(), known, family, handler);
        }
        Optional<Member> same = family.find(file.inode());
        Optional<Opened> opened = same.isPresent() ? open(same.get(), family, 0) : Optional.empty();
        if (same.isPresent() && opened.isEmpty()) {
            return false;
        }
        report(LogChange.Kind.TRUNCATED, known, handler);
        if (opened.isPresent()) {
            keep(opened.get());
        } else {
            resume = known;
            release();
        }
        return true;
    }

    private boolean afterCopy(Member copy, FollowPosition known, LogFamily family, Handler handler) throws IOException {
        long size = copy.isCompressed() ? Long.MAX_VALUE : copy.size();
        // Lines that were read while the copy was made are not in it.
        Optional<Opened> opened = open(copy, family, Math.min(size, known.offset()));
        if (opened.isEmpty()) {
            return false;
        }
        report(LogChange.Kind.COPIED_AND_TRUNCATED, known, handler);
        keep(opened.get());
        return true;
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
            return member.size() == 0;
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private boolean goOn(TailedFile file, Successor next, Handler handler) throws IOException {
        Optional<Opened> opened = open(next.member(), next.family(), 0);
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
        keep(opened.get());
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
        Optional<Opened> opened = open(member, family, offset);
        if (opened.isPresent()) {
            keep(opened.get());
        }
        return opened.isPresent();
    }

    /** A file to be read from now on, and those that are older. */
    private record Opened(TailedFile file, Set<LogIdentity> older) {}

    /** Nothing where files were renamed since the folder was looked at. */
    private static Optional<Opened> open(Member member, LogFamily family, long offset) throws IOException {
        try {
            Set<LogIdentity> older = new HashSet<>();
            for (Member before : family.before(member)) {
                older.add(LogIdentity.of(before.inode(), before.head()));
            }
            return TailedFile.open(member, offset).map(file -> new Opened(file, older));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void keep(Opened opened) throws IOException {
        release();
        current = opened.file();
        resume = null;
        older = opened.older();
    }

    private void report(LogChange.Kind kind, FollowPosition known, Handler handler) throws IOException {
        long size;
        try {
            size = Files.size(log);
        } catch (NoSuchFileException e) {
            size = 0;
        }
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
