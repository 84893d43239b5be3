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
    private static final String COMPRESSED = ".gz";

    /** A file of the family under its name of the moment. */
    record Member(Path path, Inode inode, RotatedName name) {
        boolean isCompressed() {
            return path.getFileName().toString().endsWith(COMPRESSED);
        }

        /** The first bytes of what it holds, fewer or none where it is short or damaged. */
        byte[] head() throws IOException {
            return isCompressed() ? GzipStream.head(path, LogIdentity.MOST_BYTES) : LogIdentity.head(path);
        }
    }

    private final List<Member> members;

    private LogFamily(List<Member> members) {
        this.members = members;
    }

    /** The folder need not be there yet. */
    static LogFamily of(Path log) throws IOException {
        Path folder = log.toAbsolutePath().getParent();
        Path fileName = log.getFileName();
        if (folder == null || fileName == null) {
            throw new IOException(log + " is no file name");
        }
        String base = fileName.toString();
        List<Member> members = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, path -> belongs(path, base))) {
            for (Path file : files) {
                if (members.size() < MOST_MEMBERS) {
                    add(members, file, base);
                }
            }
        } catch (NoSuchFileException e) {
            return new LogFamily(List.of());
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Set<RotatedName> plain = members.stream()
                .filter(member -> !member.isCompressed())
                .map(Member::name)
                .collect(Collectors.toSet());
        members.removeIf(member -> member.isCompressed() && plain.contains(member.name()));
        members.sort(Comparator.comparing(Member::name, RotatedName.OLDEST_FIRST));
        return new LogFamily(members);
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
