package io.execparity.report.control;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.finding.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads frameworks from YAML, the bundled ones among them. */
public final class ControlCatalogue {
    private static final List<String> BUNDLED =
            List.of("nist-800-53", "pci-dss", "iso-27001", "rhel9-stig", "cis-rhel9");
    private static final List<String> FRAMEWORK_KEYS =
            List.of("framework", "title", "edition", "source", "compared", "exact-titles", "controls");
    private static final List<String> CONTROL_KEYS = List.of(
            "id", "key", "title", "bearing", "limits", "violated-by", "handled", "noted", "needs", "numbers", "mount");
    private static final Pattern TOKEN = Pattern.compile("[a-z][a-z0-9.-]{0,63}");
    private static final String ATTENTION = "attention";

    private ControlCatalogue() {}

    /** The frameworks that ship with the program, in the order in which reports have them. */
    public static List<Framework> bundled() {
        List<Framework> frameworks = new ArrayList<>();
        for (String name : BUNDLED) {
            try {
                frameworks.add(of(CatalogueReader.read(ControlCatalogue.class, name + ".yaml")));
            } catch (IOException e) {
                throw new UncheckedIOException("a bundled file is broken", e);
            }
        }
        return List.copyOf(frameworks);
    }

    /**
     * What a file says.
     *
     * @throws InvalidCatalogueException where it is no framework, with the place
     */
    public static Framework of(CatalogueNode file) throws InvalidCatalogueException {
        file.allowOnly(FRAMEWORK_KEYS);
        List<Control> controls = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (CatalogueNode node : file.require("controls").items()) {
            Control control = control(node);
            if (!seen.add(control.key())) {
                throw node.wrong("there are two controls with the key " + control.key());
            }
            controls.add(control);
        }
        return new Framework(
                token(file.require("framework")),
                file.require("title").text(),
                file.require("edition").text(),
                file.require("source").text(),
                day(file.require("compared")),
                file.require("exact-titles").flag(),
                controls);
    }

    private static Control control(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(CONTROL_KEYS);
        Optional<CatalogueNode> handled = node.find("handled");
        boolean attention = handled.isPresent() && handled.get().scalarOrEmpty().equals(ATTENTION);
        List<Need> needs = words(node, "needs", Need.class);
        Control control = new Control(
                node.require("id").text(),
                token(node.require("key")),
                node.require("title").text(),
                node.require("bearing").text(),
                node.require("limits").text(),
                Set.copyOf(words(node, "violated-by", Rule.class)),
                attention ? Set.of() : Set.copyOf(words(node, "handled", Rule.class)),
                attention,
                Set.copyOf(words(node, "noted", Rule.class)),
                needs,
                words(node, "numbers", Quantity.class),
                node.textOf("mount"));
        if (!control.isDecidable() && !needs.contains(Need.ASSESSOR) && !needs.contains(Need.SETTINGS)) {
            throw node.wrong("nothing decides this control, so it needs an assessor or settings");
        }
        return control;
    }

    private static <E extends Enum<E>> List<E> words(CatalogueNode node, String key, Class<E> type)
            throws InvalidCatalogueException {
        List<E> words = new ArrayList<>();
        Optional<CatalogueNode> list = node.find(key);
        if (list.isPresent()) {
            for (CatalogueNode item : list.get().items()) {
                E word = item.word(type);
                if (words.contains(word)) {
                    throw item.wrong("'" + item.text() + "' is there twice");
                }
                words.add(word);
            }
        }
        return words;
    }

    private static String token(CatalogueNode node) throws InvalidCatalogueException {
        String text = node.text();
        if (!TOKEN.matcher(text).matches()) {
            throw node.wrong("'" + text + "' is no token of lower-case letters, digits, points and hyphens");
        }
        return text;
    }

    private static String day(CatalogueNode node) throws InvalidCatalogueException {
        String text = node.text();
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeException e) {
            throw node.wrong("'" + text + "' is no day like 2026-11-23");
        }
    }
}
