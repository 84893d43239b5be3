package io.execparity.stream.interpreter;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.catalogue.Glob;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that runs code it is told about: an entry of the catalogue, or one learned from use. Two of the same name
 * are the same.
 */
public final class Interpreter {
    /** What the program does with the code. */
    public enum Kind {
        /** Reads and runs it. */
        INTERPRETER,
        /** Maps a program as the kernel would have. */
        DYNAMIC_LINKER,
        /** Executes another program, so that the kernel checks that one. */
        WRAPPER,
        /** One image with many names, each of them a program. */
        MULTI_CALL
    }

    /** Whether the program asks the kernel for its opinion of a script. */
    public enum Asks {
        NEVER,
        UNKNOWN,
        /** Since {@link #asksSince()}. */
        SINCE
    }

    private final Facts facts;
    private final Grammar grammar;
    private final boolean learned;

    /**
     * What an entry says besides its grammar.
     *
     * @param versions which releases the grammar was written for, in words; empty where nothing is said
     * @param remark what ordinary use looks like an evasion, in words; empty where nothing is said
     * @param moduleParents whether the packages around a module are run as well
     * @param applets for a multi-call program, the applet's name to the entry it is read as
     */
    record Facts(
            String name,
            Kind kind,
            List<Glob> names,
            List<Glob> paths,
            Asks asks,
            String asksSince,
            String versions,
            String remark,
            List<String> moduleFiles,
            boolean moduleParents,
            List<String> scriptFiles,
            boolean searchesPath,
            boolean redirectsFirst,
            List<Bytes> sources,
            Map<Bytes, String> applets) {}

    Interpreter(Facts facts, Grammar grammar) {
        this(facts, grammar, false);
    }

    private Interpreter(Facts facts, Grammar grammar, boolean learned) {
        this.facts = requireNonNull(facts, "facts is null");
        this.grammar = requireNonNull(grammar, "grammar is null");
        this.learned = learned;
    }

    /** An interpreter known only because the kernel ran it for a {@code #!} line. */
    public static Interpreter learned(Bytes name) {
        Facts facts = new Facts(
                name.baseName().text(),
                Kind.INTERPRETER,
                List.of(new Glob(Glob.literal(name.baseName().text()))),
                List.of(),
                Asks.UNKNOWN,
                "",
                "",
                "",
                List.of(),
                false,
                List.of(),
                false,
                false,
                List.of(),
                Map.of());
        return new Interpreter(facts, Grammar.generic(), true);
    }

    public String name() {
        return facts.name();
    }

    /** True where no catalogue has it and all that is known is its name. */
    public boolean isLearned() {
        return learned;
    }

    public Kind kind() {
        return facts.kind();
    }

    public Asks asks() {
        return facts.asks();
    }

    /** The first version that asks. */
    public Optional<String> asksSince() {
        return facts.asks() == Asks.SINCE ? Optional.of(facts.asksSince()) : Optional.empty();
    }

    /** What ordinary use of it looks like an evasion, in words for people; empty where nothing is known. */
    public String remark() {
        return facts.remark();
    }

    /** Whether a script named without a slash is looked up in PATH, like a command. */
    public boolean searchesPath() {
        return facts.searchesPath();
    }

    /** Whether a shell opens a command's redirections itself, before it makes the process that they are for. */
    public boolean redirectsFirst() {
        return facts.redirectsFirst();
    }

    Facts facts() {
        return facts;
    }

    Grammar grammar() {
        return grammar;
    }

    boolean isNamed(Bytes baseName) {
        return Glob.anyMatches(facts.names(), baseName);
    }

    boolean isAt(Bytes path) {
        return Glob.anyMatches(facts.paths(), path);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Interpreter that && facts.name().equals(that.facts.name());
    }

    @Override
    public int hashCode() {
        return facts.name().hashCode();
    }

    @Override
    public String toString() {
        return facts.name();
    }
}
