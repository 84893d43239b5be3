package io.execparity.collect.config;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts in what a value names and does not hold: {@code ${env:NAME}} and {@code ${file:/path}}, whose last line end is
 * left out. What was put in is not looked at again.
 */
public final class Secrets {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");
    private static final int MOST_BYTES = 64 * 1024;

    private final Map<String, String> environment;

    /** @param environment where {@code ${env:NAME}} is looked up */
    public Secrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether a value names something that stands elsewhere. */
    public static boolean isReferred(String value) {
        return REFERENCE.matcher(value).find();
    }

    /**
     * The value with its references resolved.
     *
     * @param quoted whether it stands between quotation marks in JAAS's syntax, where some characters need a backslash
     */
    public String resolve(CatalogueNode node, boolean quoted) throws InvalidCatalogueException {
        Matcher references = REFERENCE.matcher(node.text());
        StringBuilder resolved = new StringBuilder();
        while (references.find()) {
            String secret = references.group(1).equals("env")
                    ? variable(node, references.group(2))
                    : content(node, references.group(2));
            String written = quoted ? secret.replace("\\", "\\\\").replace("\"", "\\\"") : secret;
            references.appendReplacement(resolved, Matcher.quoteReplacement(written));
        }
        return references.appendTail(resolved).toString();
    }

    private String variable(CatalogueNode node, String name) throws InvalidCatalogueException {
        String value = environment.get(name);
        if (value == null) {
            throw node.wrong("the environment has no variable " + name);
        }
        return value;
    }

    private static String content(CatalogueNode node, String file) throws InvalidCatalogueException {
        try {
            if (Files.size(Path.of(file)) > MOST_BYTES) {
                throw node.wrong(file + " is too long for a secret");
            }
            return Files.readString(Path.of(file), StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
        } catch (InvalidCatalogueException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw node.wrong(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
