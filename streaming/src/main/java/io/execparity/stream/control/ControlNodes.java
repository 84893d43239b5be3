package io.execparity.stream.control;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.text.Bytes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts that several control messages have. Each is refused with its place where it is not as it should be. */
final class ControlNodes {
    static final int MOST_REASON = 1_000;
    static final int MOST_NAME = 253;

    private static final int LONGEST_PATH = 4_095;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern INODE = Pattern.compile("[0-9]{1,20}");
    private static final Pattern DEVICE = Pattern.compile("([0-9a-f]{2,8}):([0-9a-f]{2,8})");
    private static final String MEMORY_FILE = "/memfd:";

    private ControlNodes() {}

    static String id(CatalogueNode message) throws InvalidCatalogueException {
        CatalogueNode node = message.require("id");
        if (!ID.matcher(node.text()).matches()) {
            throw node.wrong("an id has 1 to 128 letters, digits, dots, hyphens and underscores");
        }
        return node.text();
    }

    static String text(CatalogueNode message, String key, int most) throws InvalidCatalogueException {
        CatalogueNode node = message.require(key);
        if (node.text().isBlank() || node.text().length() > most) {
            throw node.wrong("'" + key + "' has 1 to " + most + " characters");
        }
        return node.text();
    }

    static Set<Rule> rules(CatalogueNode node) throws InvalidCatalogueException {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (CatalogueNode item : node.items()) {
            Rule rule = item.word(Rule.class);
            if (Suppression.NEVER.contains(rule)) {
                throw item.wrong(rule.slug() + " can never be suppressed");
            }
            rules.add(rule);
        }
        if (rules.isEmpty()) {
            throw node.wrong("at least one rule is needed here");
        }
        return rules;
    }

    /** A file: its hash alone, or its path, inode number and device together. */
    static FileView file(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(List.of("hash", "path", "inode", "device"));
        if (node.find("hash").isPresent()) {
            node.allowOnly(List.of("hash"));
            return new FileView(null, null, digest(node.require("hash")));
        }
        if (node.find("inode").isEmpty() || node.find("device").isEmpty()) {
            throw node.wrong("a path alone can be imitated: give a hash, or path, inode and device");
        }
        CatalogueNode path = node.require("path");
        if (!path.text().startsWith("/") || path.text().length() > LONGEST_PATH) {
            throw path.wrong("an absolute path of at most " + LONGEST_PATH + " characters is needed here");
        }
        if (path.text().startsWith(MEMORY_FILE)) {
            throw path.wrong("a memory file's name is its maker's choice: give a hash, or the maker");
        }
        return new FileView(
                Bytes.utf8(path.text()),
                new FileIdentity(device(node.require("device")), inode(node.require("inode"))),
                null);
    }

    static ContentDigest digest(CatalogueNode node) throws InvalidCatalogueException {
        if (node.keys().size() != 1) {
            throw node.wrong("one hash is needed here");
        }
        String name = node.keys().get(0);
        ContentDigest.Algorithm algorithm = ContentDigest.Algorithm.of(name);
        if (algorithm == null) {
            throw node.wrong("'" + name + "' is none of sha1, sha256, sha384, sha512");
        }
        CatalogueNode digits = node.require(name);
        ContentDigest digest = ContentDigest.parse(Bytes.utf8(name + ":" + digits.text()));
        if (digest == null) {
            throw digits.wrong(name + " has " + 2 * algorithm.length() + " digits 0 to 9 and a to f");
        }
        return digest;
    }

    private static long device(CatalogueNode node) throws InvalidCatalogueException {
        Matcher parts = DEVICE.matcher(node.text());
        if (!parts.matches()) {
            throw node.wrong("a device is written as fe:00");
        }
        return Long.parseLong(parts.group(1), 16) << 32 | Long.parseLong(parts.group(2), 16);
    }

    private static long inode(CatalogueNode node) throws InvalidCatalogueException {
        try {
            if (INODE.matcher(node.text()).matches()) {
                return Long.parseUnsignedLong(node.text());
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw node.wrong("'" + node.text() + "' is no inode number");
    }
}
