package io.execparity.stream.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.execution.FileView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads suppressions: from messages of the control topic, whose form {@code suppression.schema.json} describes, and from
 * files, which hold such messages one a line, or the same as a YAML list under {@code suppressions} without
 * {@code message}.
 */
public final class SuppressionReader {
    private static final List<String> KEYS = List.of(
            "message", "id", "rules", "host", "file", "maker", "reason", "owner", "created", "expires", "ended");

    private SuppressionReader() {}

    /** All of a file, in its order; a list has each id once. */
    public static List<Suppression> file(String name, byte[] content) throws IOException {
        int first = 0;
        while (first < content.length && Character.isWhitespace(content[first])) {
            first++;
        }
        if (first < content.length && content[first] == '{') {
            return lines(name, content);
        }
        CatalogueNode document = CatalogueReader.read(name, new ByteArrayInputStream(content));
        document.allowOnly(List.of("suppressions"));
        Map<String, Suppression> all = new LinkedHashMap<>();
        for (CatalogueNode node : document.require("suppressions").items()) {
            Suppression read = read(node);
            if (all.putIfAbsent(read.id(), read) != null) {
                throw node.require("id").wrong("'" + read.id() + "' is there twice");
            }
        }
        return List.copyOf(all.values());
    }

    /** As in the topic, a later message of an id takes the place of an earlier one. */
    private static List<Suppression> lines(String name, byte[] content) throws InvalidCatalogueException {
        Map<String, Suppression> all = new LinkedHashMap<>();
        int line = 1;
        for (int start = 0; start < content.length; line++) {
            int end = start;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            if (!new String(content, start, end - start, UTF_8).isBlank()) {
                CatalogueNode message = CatalogueReader.readJson(name, line, Arrays.copyOfRange(content, start, end));
                if (MessageKind.of(message) != MessageKind.SUPPRESSION) {
                    throw message.wrong("this is no suppression");
                }
                Suppression read = read(message);
                all.put(read.id(), read);
            }
            start = end + 1;
        }
        return List.copyOf(all.values());
    }

    /** One suppression, without a look at {@code message}. */
    static Suppression read(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(KEYS);
        boolean ofMaker = node.find("maker").isPresent();
        if (ofMaker == node.find("file").isPresent()) {
            throw node.wrong("either a file or the maker of a memory file is needed here");
        }
        FileView subject = ControlNodes.file(node.require(ofMaker ? "maker" : "file"));
        String host = node.find("host").isPresent() ? ControlNodes.text(node, "host", ControlNodes.MOST_NAME) : null;
        if (host == null && subject.identity() != null) {
            throw node.wrong("an inode number is a file on one host only: 'host' is missing");
        }
        long created = node.require("created").epochMillis();
        long expires = node.require("expires").epochMillis();
        if (expires <= created || expires - created > Suppression.LONGEST_MILLIS) {
            throw node.require("expires").wrong("a suppression ends after it began, and within 365 days");
        }
        long until = expires;
        if (node.find("ended").isPresent()) {
            until = Math.max(created, Math.min(expires, node.require("ended").epochMillis()));
        }
        return new Suppression(
                ControlNodes.id(node),
                ControlNodes.rules(node.require("rules")),
                host,
                subject,
                ofMaker,
                ControlNodes.text(node, "reason", ControlNodes.MOST_REASON),
                ControlNodes.text(node, "owner", ControlNodes.MOST_NAME),
                created,
                until);
    }
}
