package io.execparity.alert.config;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.stream.catalogue.Glob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Parts of the file that stand at several places of it. Each is refused with its place where it makes no sense. */
final class Nodes {
    private static final int LONGEST_FILE = 4 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private Nodes() {}

    static long number(CatalogueNode node, String key, long usual, long least, long most)
            throws InvalidCatalogueException {
        if (node.find(key).isEmpty()) {
            return usual;
        }
        long number = node.require(key).count();
        if (number < least || number > most) {
            throw node.require(key).wrong(number + " is not within " + least + " to " + most);
        }
        return number;
    }

    static String name(CatalogueNode node) throws InvalidCatalogueException {
        if (!NAME.matcher(node.text()).matches()) {
            throw node.wrong("a name has 1 to 200 letters, digits, dots, hyphens and underscores");
        }
        return node.text();
    }

    static Path folder(CatalogueNode node) throws InvalidCatalogueException {
        try {
            Path path = Path.of(node.text());
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw node.wrong("'" + node.text() + "' is no absolute path");
    }

    static byte[] content(CatalogueNode node) throws InvalidCatalogueException {
        Path file = folder(node);
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw node.wrong(file + " is too long");
            }
            return Files.readAllBytes(file);
        } catch (InvalidCatalogueException e) {
            throw e;
        } catch (IOException e) {
            throw node.wrong(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    static List<Glob> globs(CatalogueNode node, String key) throws InvalidCatalogueException {
        List<Glob> globs = new ArrayList<>();
        for (String text : node.textsOf(key)) {
            globs.add(new Glob(text));
        }
        return globs;
    }

    /** An address of the web; the scheme http is for this machine and for what gets no secret. */
    static URI address(CatalogueNode node, String text, boolean secret) throws InvalidCatalogueException {
        URI address;
        try {
            address = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw node.wrong("this is no address");
        }
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) {
            throw node.wrong("an address like https://HOST/PATH is needed here");
        }
        if (secret && "http".equals(address.getScheme()) && !isLoopback(address.getHost())) {
            throw node.wrong("secrets do not travel unprotected: https is needed here");
        }
        return address;
    }

    static boolean isLoopback(String host) {
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    }
}
