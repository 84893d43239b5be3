package io.execparity.collect.source;

import io.execparity.collect.source.LogIdentity.Inode;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A log and its rotated files as they lie in their folder at one moment, oldest first. Of a file and what gzip is making
 * of it, there is only the file.
 */
final class LogFamily {
    private static final int MOST_MEMBERS = 4096;
    private static final int MOST_LOOKS = 100;
    private static final String COMPRESSED = ".gz";

    /** A file of the family under its name of the moment. */
    record Member(Path path, Inode inode, RotatedName name) {
        boolean isCompressed() {
            return path.getFileName().toString().endsWith(COMPRESSED);
        }

        /**
         * The first bytes of what it holds, fewer or none where it is short or damaged.
         *
         * @throws NoSuchFileException where the name means another file by now
         */
        byte[] head() throws IOException {
            byte[] head = isCompressed() ? GzipStream.head(path, LogIdentity.MOST_BYTES) : LogIdentity.head(path);
            requireSame();
            return head;
        }

        /**
         * How many bytes it has, compressed ones where it is compressed.
         *
         * @throws NoSuchFileException where the name means another file by now
         */
        long size() throws IOException {
            long size = Files.size(path);
            requireSame();
            return size;
        }

        /** Names move on to the next file and never back, so that what was found under it before was of this file. */
        private void requireSame() throws IOException {
            if (!Inode.of(path).equals(inode)) {
                throw new NoSuchFileException(path.toString(), null, "it was renamed");
            }
        }
    }

    private final List<Member> members;

    private LogFamily(List<Member> members) {
        this.members = members;
    }

    /**
     * The folder need not be there yet.
     *
     * @throws IOException where the folder cannot be read, or its files are renamed faster than it can be looked at
     */
    static LogFamily of(Path log) throws IOException {
        Path folder = log.toAbsolutePath().getParent();
        Path fileName = log.getFileName();
        if (folder == null || fileName == null) {
            throw new IOException(log + " is no file name");
        }
        String base = fileName.toString();
        // A file that is renamed during a listing may be in it twice or not at all, in two listings never alike.
        List<Member> before = list(folder, base);
        for (int look = 0; look < MOST_LOOKS; look++) {
            List<Member> members = list(folder, base);
            if (members.equals(before)) {
                return new LogFamily(members);
            }
            before = members;
        }
        throw new IOException(folder + ": the files of " + base + " are renamed all the time");
    }

    private static List<Member> list(Path folder, String base) throws IOException {
        List<Member> members = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, path -> belongs(path, base))) {
            for (Path file : files) {
                if (members.size() < MOST_MEMBERS) {
                    add(members, file, base);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Set<RotatedName> plain = members.stream()
                .filter(member -> !member.isCompressed())
                .map(Member::name)
                .collect(Collectors.toSet());
        members.removeIf(member -> member.isCompressed() && plain.contains(member.name()));
        members.sort(Comparator.comparing(Member::name, RotatedName.OLDEST_FIRST));
        return members;
    }

    private static boolean belongs(Path path, String base) {
        String name = path.getFileName().toString();
        return name.startsWith(base)
                && !name.equals(base + COMPRESSED)
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void add(List<Member> members, Path file, String base) throws IOException {
        String fileName = file.getFileName().toString();
        RotatedName name = fileName.equals(base) ? new RotatedName(base, "", 0) : RotatedName.of(fileName);
        try {
            if (name.base().equals(base)) {
                members.add(new Member(file, Inode.of(file), name));
            }
        } catch (NoSuchFileException e) {
            // Renamed between the listing and now; the next look finds it.
        }
    }

    /** Oldest first, the log itself last where it is there. */
    List<Member> members() {
        return members;
    }

    Optional<Member> find(Inode inode) {
        return members.stream().filter(member -> member.inode().equals(inode)).findFirst();
    }

    /** The compressed one that holds what began like this. An empty beginning is like every other. */
    Optional<Member> compressed(LogIdentity known) throws IOException {
        if (known.length() > 0) {
            for (Member member : members) {
                if (member.isCompressed() && known.begins(member.head())) {
                    return Optional.of(member);
                }
            }
        }
        return Optional.empty();
    }

    /** The one that was begun after {@code member}. */
    Optional<Member> after(Member member) {
        int next = members.indexOf(member) + 1;
        return next < members.size() ? Optional.of(members.get(next)) : Optional.empty();
    }

    /** Those that were begun before {@code member}. */
    List<Member> before(Member member) {
        return members.subList(0, Math.max(0, members.indexOf(member)));
    }
}
