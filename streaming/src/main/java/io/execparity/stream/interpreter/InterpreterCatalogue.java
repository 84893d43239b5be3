package io.execparity.stream.interpreter;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every program known to run code that the kernel does not see, and how to read its command line. Entries are tried in
 * order and the first that fits counts; safe for use by several threads.
 */
public final class InterpreterCatalogue implements InterpreterSource {
    private static final String RESOURCE = "interpreters.yaml";
    private static final int MOST_REMEMBERED = 4096;
    private static final int DEEPEST_MULTI_CALL = 4;
    private static final int MOST_SOURCED = 16;

    private final List<Interpreter> entries;
    private final List<Bytes> extensions;
    private final Map<String, Grammar> grammars;
    private final Map<String, Interpreter> byName;
    private final boolean anyPaths;
    private final Map<Bytes, Optional<Interpreter>> remembered = new ConcurrentHashMap<>();

    private InterpreterCatalogue(List<Interpreter> entries, List<Bytes> extensions, Map<String, Grammar> grammars) {
        this.entries = List.copyOf(entries);
        this.extensions = List.copyOf(extensions);
        this.grammars = grammars;
        Map<String, Interpreter> names = new LinkedHashMap<>();
        for (Interpreter entry : entries) {
            names.putIfAbsent(entry.name(), entry);
        }
        this.byName = Map.copyOf(names);
        this.anyPaths =
                entries.stream().anyMatch(entry -> !entry.facts().paths().isEmpty());
    }

    /** The catalogue that ships with the program. */
    public static InterpreterCatalogue bundled() {
        return Bundled.CATALOGUE;
    }

    /** Read once, when first needed. */
    private static final class Bundled {
        private static final InterpreterCatalogue CATALOGUE = read();

        private static InterpreterCatalogue read() {
            try {
                return parse(CatalogueReader.read(InterpreterCatalogue.class, RESOURCE), null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A catalogue of the file's entries alone.
     *
     * @throws InvalidCatalogueException where the file does not say what it must, with the place in the message
     */
    public static InterpreterCatalogue load(Path file) throws IOException {
        return parse(CatalogueReader.read(file), null);
    }

    /**
     * This catalogue after the entries of {@code file}, which therefore come first, and replace entries of the same
     * name.
     *
     * @throws InvalidCatalogueException where the file does not say what it must, with the place in the message
     */
    public InterpreterCatalogue withAdditional(Path file) throws IOException {
        return parse(CatalogueReader.read(file), this);
    }

    /**
     * As {@link #withAdditional(Path)}, for a file whose content is at hand.
     *
     * @param source how errors name it
     */
    public InterpreterCatalogue withAdditional(String source, InputStream in) throws IOException {
        return parse(CatalogueReader.read(source, in), this);
    }

    /** As {@link #withAdditional(Path)}, for what was read already. */
    public InterpreterCatalogue withAdditional(CatalogueNode document) throws InvalidCatalogueException {
        return parse(document, this);
    }

    static InterpreterCatalogue parse(CatalogueNode document, @Nullable InterpreterCatalogue after)
            throws InvalidCatalogueException {
        InterpreterEntries read = after == null
                ? InterpreterEntries.read(document, List.of(), Map.of())
                : InterpreterEntries.read(document, after.entries, after.grammars);
        List<Interpreter> entries = new ArrayList<>(read.entries());
        List<Bytes> extensions = new ArrayList<>(read.extensions());
        if (after != null) {
            for (Interpreter entry : after.entries) {
                if (!entries.contains(entry)) {
                    entries.add(entry);
                }
            }
            extensions.addAll(after.extensions);
        }
        return new InterpreterCatalogue(entries, extensions, read.grammars());
    }

    /** Itself, at any time. */
    @Override
    public InterpreterCatalogue at(long epochMillis) {
        return this;
    }

    /** All entries, in the order they are tried. */
    public List<Interpreter> entries() {
        return entries;
    }

    /** The first entry of that name. */
    public Optional<Interpreter> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The entry for an image: by the real path first, then by the name it was called by, which a login shell begins
     * with a hyphen. Whoever starts a program calls it what they like, so that name counts for nothing where the system
     * itself gave the program another.
     *
     * @param argv0 empty where it is not on record
     */
    public Optional<Interpreter> find(Bytes exePath, Bytes argv0) {
        Optional<Interpreter> byPath = recall(withoutDeleted(exePath));
        return byPath.isPresent() || argv0.isEmpty() || isNamedBySystem(exePath)
                ? byPath
                : recall(withoutHyphen(argv0.baseName()));
    }

    private static boolean isNamedBySystem(Bytes exePath) {
        return exePath.startsWith("/usr/bin/")
                || exePath.startsWith("/usr/sbin/")
                || exePath.startsWith("/bin/")
                || exePath.startsWith("/sbin/");
    }

    private Optional<Interpreter> recall(Bytes path) {
        Bytes key = anyPaths ? path : path.baseName();
        Optional<Interpreter> known = remembered.get(key);
        if (known != null) {
            return known;
        }
        Optional<Interpreter> found = search(path);
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(key.detached(), found);
        return found;
    }

    private Optional<Interpreter> search(Bytes path) {
        Bytes name = path.baseName();
        for (Interpreter entry : entries) {
            if (entry.isNamed(name) || entry.isAt(path)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /**
     * What {@code argv} asks {@code interpreter} to run. Any bytes are accepted; an argv of which nothing is on record
     * asks for {@link Invocation.Kind#NOTHING}, so whoever cares tells the two apart beforehand.
     *
     * @param argv the arguments with the program's own name first
     */
    public Invocation read(Interpreter interpreter, List<Bytes> argv) {
        return read(requireNonNull(interpreter, "interpreter is null"), argv, 0, 0);
    }

    private Invocation read(Interpreter interpreter, List<Bytes> argv, int offset, int depth) {
        List<Bytes> own = argv.subList(offset, argv.size());
        if (own.isEmpty()) {
            return nothing(interpreter, argv);
        }
        if (interpreter.kind() != Interpreter.Kind.MULTI_CALL) {
            Invocation alone = CommandLine.read(interpreter, own);
            return offset == 0 ? alone : shifted(alone, offset);
        }
        Bytes called = withoutHyphen(own.get(0).baseName());
        boolean byOwnName = interpreter.isNamed(called);
        int appletAt = byOwnName ? offset + 1 : offset;
        if (appletAt >= argv.size() || depth >= DEEPEST_MULTI_CALL) {
            return nothing(interpreter, argv);
        }
        Bytes applet = byOwnName ? argv.get(appletAt).baseName() : called;
        if (byOwnName && interpreter.isNamed(applet)) {
            return read(interpreter, argv, appletAt, depth + 1);
        }
        String entry = interpreter.facts().applets().get(applet);
        Interpreter readAs = entry == null ? null : byName.get(entry);
        return readAs == null ? nothing(interpreter, argv) : read(readAs, argv, appletAt, depth + 1);
    }

    private static Invocation shifted(Invocation alone, int offset) {
        return new Invocation(
                alone.kind(),
                alone.interpreter(),
                alone.operand(),
                alone.files(),
                alone.wrapped(),
                alone.interactive(),
                alone.argumentsFrom() + offset,
                alone.directory(),
                alone.searchesPath());
    }

    private static Invocation nothing(Interpreter interpreter, List<Bytes> argv) {
        return new Invocation(
                Invocation.Kind.NOTHING, interpreter, null, List.of(), List.of(), false, argv.size(), null, false);
    }

    /** The files that inline code reads into itself by a plain name; nothing is evaluated, and few are looked for. */
    public List<Bytes> sourcedFiles(Interpreter interpreter, Bytes inlineCode) {
        List<Bytes> words = interpreter.facts().sources();
        return words.isEmpty() ? List.of() : ShellWords.sourced(inlineCode, words, MOST_SOURCED);
    }

    /** Whether a file that the interpreter opened is the module it was asked for, or a package around it. */
    public boolean moduleFileMatches(Interpreter interpreter, Bytes moduleName, Bytes openedPath) {
        return CodeFiles.isOfModule(interpreter.facts(), moduleName, openedPath);
    }

    /** Whether a file that the interpreter opened is what it runs for a script operand: the file itself, or one in it. */
    public boolean scriptFileMatches(Interpreter interpreter, Bytes operand, Bytes openedPath) {
        return CodeFiles.isOfScript(interpreter.facts(), operand, openedPath);
    }

    /** Whether a path ends like a script's. A guess, for a file of which nothing was ever read. */
    public boolean looksLikeScript(Bytes path) {
        Bytes name = path.baseName();
        int dot = name.lastIndexOf((byte) '.');
        return dot > 0 && extensions.contains(name.slice(dot, name.length()));
    }

    private static Bytes withoutDeleted(Bytes path) {
        String mark = " (deleted)";
        return path.endsWith(mark) ? path.slice(0, path.length() - mark.length()) : path;
    }

    private static Bytes withoutHyphen(Bytes name) {
        return name.length() > 1 && name.at(0) == '-' ? name.slice(1, name.length()) : name;
    }
}
