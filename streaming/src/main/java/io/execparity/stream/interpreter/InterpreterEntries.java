package io.execparity.stream.interpreter;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.catalogue.Glob;
import io.execparity.stream.interpreter.CommandOption.Does;
import io.execparity.stream.interpreter.CommandOption.NoOperand;
import io.execparity.stream.interpreter.CommandOption.OperandRole;
import io.execparity.stream.interpreter.CommandOption.Takes;
import io.execparity.stream.interpreter.Interpreter.Asks;
import io.execparity.stream.interpreter.Interpreter.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue file's entries, read strictly: what is not understood is refused with its place.
 *
 * @param grammars those that have a name, and those of the entries of the catalogue that the file adds to
 */
record InterpreterEntries(List<Interpreter> entries, List<Bytes> extensions, Map<String, Grammar> grammars) {
    private static final List<String> TOP = List.of("interpreters", "script_extensions", "grammars");
    private static final List<String> ENTRY = List.of(
            "name",
            "kind",
            "names",
            "paths",
            "versions",
            "asks",
            "remark",
            "module_files",
            "module_parents",
            "script_files",
            "searches_path",
            "redirects_first",
            "sources",
            "applets",
            "command_line");
    private static final List<String> GRAMMAR = List.of(
            "style",
            "ends",
            "plus_options",
            "permutes",
            "ignores_case",
            "abbreviates",
            "unknown_options",
            "options",
            "operand",
            "no_operand",
            "default_files",
            "script_operands",
            "skips",
            "skipped_operands");
    private static final List<String> OPTION =
            List.of("names", "does", "takes", "characters", "stops", "searches_path", "operand", "no_operand");

    /**
     * @param known entries of another catalogue that applets may name
     * @param named grammars of that catalogue that entries may name, beside those of its entries
     */
    static InterpreterEntries read(CatalogueNode document, List<Interpreter> known, Map<String, Grammar> named)
            throws InvalidCatalogueException {
        document.allowOnly(TOP);
        Map<String, Grammar> shared = new LinkedHashMap<>(named);
        for (Interpreter entry : known) {
            if (entry.kind() != Kind.MULTI_CALL) {
                shared.putIfAbsent(entry.name(), entry.grammar());
            }
        }
        Optional<CatalogueNode> grammars = document.find("grammars");
        if (grammars.isPresent()) {
            for (String name : grammars.get().keys()) {
                shared.put(name, grammar(grammars.get().require(name)));
            }
        }
        List<Interpreter> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (CatalogueNode node : document.require("interpreters").items()) {
            Interpreter entry = entry(node, shared);
            if (!names.add(entry.name())) {
                throw node.require("name").wrong("'" + entry.name() + "' is there twice");
            }
            entries.add(entry);
        }
        for (Interpreter entry : known) {
            names.add(entry.name());
        }
        for (CatalogueNode node : document.require("interpreters").items()) {
            checkApplets(node, names);
        }
        return new InterpreterEntries(entries, bytes(document.textsOf("script_extensions")), shared);
    }

    private static void checkApplets(CatalogueNode entry, Set<String> names) throws InvalidCatalogueException {
        Optional<CatalogueNode> applets = entry.find("applets");
        if (applets.isEmpty()) {
            return;
        }
        for (String applet : applets.get().keys()) {
            CatalogueNode readAs = applets.get().require(applet);
            if (!names.contains(readAs.text())) {
                throw readAs.wrong("no entry is called '" + readAs.text() + "'");
            }
        }
    }

    private static Interpreter entry(CatalogueNode node, Map<String, Grammar> shared) throws InvalidCatalogueException {
        node.allowOnly(ENTRY);
        Kind kind = node.require("kind").word(Kind.class);
        CatalogueNode names = node.require("names");
        List<Glob> nameGlobs = globs(names.texts());
        List<Glob> paths = globs(node.textsOf("paths"));
        String asks = textOf(node, "asks", "unknown");
        boolean since = asks.startsWith("since ");
        Map<Bytes, String> applets = applets(node);
        if (kind == Kind.MULTI_CALL && applets.isEmpty()) {
            throw node.wrong("a multi-call program needs 'applets'");
        }
        Interpreter.Facts facts = new Interpreter.Facts(
                node.require("name").text(),
                kind,
                nameGlobs,
                paths,
                since ? Asks.SINCE : asks(node),
                since ? asks.substring("since ".length()).strip() : "",
                textOf(node, "versions", ""),
                textOf(node, "remark", ""),
                node.textsOf("module_files"),
                node.flagOf("module_parents"),
                node.textsOf("script_files"),
                node.flagOf("searches_path"),
                node.flagOf("redirects_first"),
                bytes(node.textsOf("sources")),
                applets);
        return new Interpreter(facts, commandLine(node, kind, shared));
    }

    private static Asks asks(CatalogueNode entry) throws InvalidCatalogueException {
        Optional<CatalogueNode> asks = entry.find("asks");
        if (asks.isEmpty()) {
            return Asks.UNKNOWN;
        }
        Asks word = asks.get().word(Asks.class);
        if (word == Asks.SINCE) {
            throw asks.get().wrong("'since' needs a version");
        }
        return word;
    }

    private static Map<Bytes, String> applets(CatalogueNode entry) throws InvalidCatalogueException {
        Map<Bytes, String> applets = new LinkedHashMap<>();
        Optional<CatalogueNode> node = entry.find("applets");
        if (node.isPresent()) {
            for (String applet : node.get().keys()) {
                applets.put(Bytes.utf8(applet), node.get().require(applet).text());
            }
        }
        return Map.copyOf(applets);
    }

    private static Grammar commandLine(CatalogueNode entry, Kind kind, Map<String, Grammar> shared)
            throws InvalidCatalogueException {
        Optional<CatalogueNode> node = entry.find("command_line");
        if (kind == Kind.MULTI_CALL) {
            if (node.isPresent()) {
                throw node.get().wrong("the command line of a multi-call program is its applet's");
            }
            return Grammar.generic();
        }
        CatalogueNode commandLine = entry.require("command_line");
        if (!commandLine.isScalar()) {
            return grammar(commandLine);
        }
        Grammar grammar = shared.get(commandLine.text());
        if (grammar == null) {
            throw commandLine.wrong("no grammar is called '" + commandLine.text() + "'");
        }
        return grammar;
    }

    private static Grammar grammar(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(GRAMMAR);
        List<CommandOption> options = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Optional<CatalogueNode> listed = node.find("options");
        if (listed.isPresent()) {
            for (CatalogueNode option : listed.get().items()) {
                options.add(option(option, names));
            }
        }
        Optional<CatalogueNode> skips = node.find("skips");
        NoOperand noOperand = node.require("no_operand").word(NoOperand.class);
        List<Bytes> defaults = bytes(node.textsOf("default_files"));
        if (noOperand == NoOperand.DEFAULT_FILES && defaults.isEmpty()) {
            throw node.wrong("'default_files' is missing");
        }
        Grammar.Traits traits = new Grammar.Traits(
                wordOf(node, "style", Grammar.Style.class, Grammar.Style.CLUSTERS),
                node.find("ends").isPresent() ? node.textsOf("ends") : List.of("--"),
                node.flagOf("plus_options"),
                node.flagOf("permutes"),
                node.flagOf("ignores_case"),
                node.flagOf("abbreviates"),
                wordOf(node, "unknown_options", Grammar.Unknown.class, Grammar.Unknown.FLAG),
                node.require("operand").word(OperandRole.class),
                noOperand,
                defaults,
                globs(node.textsOf("script_operands")),
                skips.isPresent() ? skips.get().number() : 0,
                globs(node.textsOf("skipped_operands")));
        return new Grammar(traits, options);
    }

    private static CommandOption option(CatalogueNode node, Set<String> names) throws InvalidCatalogueException {
        node.allowOnly(OPTION);
        for (CatalogueNode name : node.require("names").items()) {
            if (!names.add(name.text())) {
                throw name.wrong("the option '" + name.text() + "' is there twice");
            }
        }
        Does does = node.require("does").word(Does.class);
        String characters = textOf(node, "characters", "");
        Takes takes = wordOf(node, "takes", Takes.class, characters.isEmpty() ? does.usually() : Takes.CHARACTERS);
        if (takes == Takes.CHARACTERS == characters.isEmpty()) {
            throw node.wrong("'takes: characters' and 'characters' need each other");
        }
        return new CommandOption(
                node.require("names").texts(),
                does,
                takes,
                characters,
                node.flagOf("stops"),
                node.flagOf("searches_path"),
                optionalWord(node, "operand", OperandRole.class),
                optionalWord(node, "no_operand", NoOperand.class));
    }

    private static <E extends Enum<E>> E wordOf(CatalogueNode node, String key, Class<E> type, E otherwise)
            throws InvalidCatalogueException {
        E word = optionalWord(node, key, type);
        return word == null ? otherwise : word;
    }

    private static <E extends Enum<E>> @Nullable E optionalWord(CatalogueNode node, String key, Class<E> type)
            throws InvalidCatalogueException {
        Optional<CatalogueNode> value = node.find(key);
        return value.isPresent() ? value.get().word(type) : null;
    }

    private static String textOf(CatalogueNode node, String key, String otherwise) throws InvalidCatalogueException {
        Optional<CatalogueNode> value = node.find(key);
        return value.isPresent() ? value.get().text() : otherwise;
    }

    private static List<Glob> globs(List<String> patterns) {
        List<Glob> globs = new ArrayList<>(patterns.size());
        for (String pattern : patterns) {
            globs.add(new Glob(pattern));
        }
        return globs;
    }

    private static List<Bytes> bytes(List<String> texts) {
        List<Bytes> bytes = new ArrayList<>(texts.size());
        for (String text : texts) {
            bytes.add(Bytes.utf8(text));
        }
        return bytes;
    }
}
