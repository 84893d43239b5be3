package io.execparity.collect.reference;

import io.execparity.collect.ima.Bank;
import io.execparity.schema.text.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The digests of all regular files below folders. Symbolic links are not followed, as IMA measures what they lead to
 * under its own name. File systems whose files the kernel makes up when they are read are passed over.
 */
public final class FolderDigests {
    private static final Set<String> MADE_UP = Set.of(
            "proc",
            "sysfs",
            "securityfs",
            "debugfs",
            "tracefs",
            "cgroup",
            "cgroup2",
            "devpts",
            "devtmpfs",
            "pstore",
            "efivarfs",
            "bpf",
            "configfs",
            "fusectl",
            "mqueue",
            "binfmt_misc",
            "selinuxfs",
            "rpc_pipefs",
            "nsfs",
            "autofs");

    private final Bank algorithm;
    private final boolean oneFileSystem;
    private final Path root;
    private final ReferenceContent into;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[1 << 16];
    private final Map<Object, Boolean> passedOver = new HashMap<>();
    private long files;

    /**
     * @param root what the names begin below: {@code /} for this host's own files, the mount point of an image
     * @param oneFileSystem true to stay on the file system that each folder is on
     */
    public FolderDigests(Bank algorithm, Path root, boolean oneFileSystem, ReferenceContent into) throws IOException {
        this.algorithm = algorithm;
        this.oneFileSystem = oneFileSystem;
        this.root = root.toRealPath();
        this.into = into;
        this.digest = algorithm.newDigest();
    }

    /**
     * Adds what is below a folder. Files that go away meanwhile are left out.
     *
     * @param progress is told of each file how many there were
     * @throws IOException where something cannot be read, since a reference without it would call it unknown
     */
    public void add(Path folder, LongConsumer progress) throws IOException {
        Path real = folder.toRealPath();
        if (!real.startsWith(root)) {
            throw new IOException(folder + " is not below " + root);
        }
        Object device = Files.getAttribute(real, "unix:dev");
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                Object own = Files.getAttribute(visited, "unix:dev");
                boolean elsewhere = oneFileSystem && !own.equals(device);
                return elsewhere || isPassedOver(visited, own)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    addFile(visited);
                    progress.accept(++files);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path visited, IOException failure) throws IOException {
                return gone(failure);
            }
        });
    }

    private static FileVisitResult gone(IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private boolean isPassedOver(Path folder, Object device) throws IOException {
        Boolean known = passedOver.get(device);
        if (known == null) {
            FileStore store = Files.getFileStore(folder);
            known = MADE_UP.contains(store.type());
            passedOver.put(device, known);
        }
        return known;
    }

    private void addFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (NoSuchFileException e) {
            digest.reset();
            gone(e);
            return;
        }
        into.add(name(file), algorithm.word(), Bytes.view(digest.digest()));
    }

    /** The bytes of the name, which a text would lose where they are in no encoding: a URI keeps them. */
    private Bytes name(Path file) {
        String written = file.toUri().getRawPath();
        String below = root.getNameCount() == 0 ? "" : root.toUri().getRawPath();
        String path = below.isEmpty() ? written : written.substring(below.length() - 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                bytes.write(Integer.parseInt(path, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(path.charAt(i));
            }
        }
        return Bytes.view(bytes.toByteArray());
    }
}
