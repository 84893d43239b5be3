package io.execparity.stream.interpreter;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.catalogue.Glob;
import io.execparity.stream.interpreter.CommandOption.Does;
import io.execparity.stream.interpreter.CommandOption.NoOperand;
import io.execparity.stream.interpreter.CommandOption.OperandRole;
import io.execparity.stream.interpreter.CommandOption.Takes;
import io.execparity.stream.interpreter.Invocation.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the options of one command line add up to, and in the end what is asked for. */
final class Request {
    private final Interpreter interpreter;
    private final Grammar.Traits traits;
    private final List<Bytes> files = new ArrayList<>();
    private final List<Bytes> besides = new ArrayList<>();
    private boolean nothing;
    private boolean stdin;
    private boolean interactive;
    private boolean codeIsOperand;
    private boolean searchesPath;
    private OperandRole role;
    private NoOperand noOperand;
    private @Nullable Kind named;
    private @Nullable Bytes value;
    private @Nullable Bytes directory;

    Request(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.traits = interpreter.grammar().traits();
        this.role = traits.operand();
        this.noOperand = traits.noOperand();
        this.searchesPath = interpreter.searchesPath();
    }

    boolean isForNothing() {
        return nothing;
    }

    void forNothing() {
        nothing = true;
    }

    void note(CommandOption option, @Nullable Bytes given) {
        searchesPath |= option.searchesPath();
        if (option.noOperand() != null) {
            noOperand = option.noOperand();
        }
        if (option.operand() != null && !codeIsOperand) {
            role = option.operand();
            codeIsOperand = role == OperandRole.CODE;
        } else if (option.stops()) {
            role = OperandRole.NOTHING;
        }
        switch (option.does()) {
            case FLAG, VALUE, SPLIT, LONG_OPTION -> {}
            case STDIN -> stdin = true;
            case INTERACTIVE -> interactive = true;
            case NOTHING -> nothing = true;
            case DIRECTORY -> directory = given;
            case PRELOAD -> addFile(besides, given);
            case PATH -> addPath(given);
            case CODE, MODULE, FILE -> name(option, given);
        }
    }

    /** Takes note of code that an option names; a file weighs more than text, and the first of a kind stands for all. */
    private void name(CommandOption option, @Nullable Bytes given) {
        boolean dash = isDash(given);
        if (option.does() != Does.CODE && given == null) {
            nothing = true;
        } else if (dash && (option.does() == Does.FILE || option.takes() == Takes.REST)) {
            stdin = true;
        } else if (option.does() == Does.FILE) {
            addFile(files, given);
            if (named != Kind.SCRIPT) {
                named = Kind.SCRIPT;
                value = given;
            }
        } else if (named == null) {
            named = option.does() == Does.CODE ? Kind.INLINE : Kind.MODULE;
            value = given;
        }
    }

    private static void addFile(List<Bytes> list, @Nullable Bytes file) {
        if (file != null && !file.isEmpty()) {
            list.add(file);
        }
    }

    private void addPath(@Nullable Bytes path) {
        int from = 0;
        while (path != null && from <= path.length()) {
            int colon = path.indexOf((byte) ':', from);
            int to = colon < 0 ? path.length() : colon;
            addFile(besides, path.slice(from, to));
            from = to + 1;
        }
    }

    /**
     * @param next the index of the first operand after the options
     * @param among operands that stood among the options
     */
    Invocation answer(List<Bytes> argv, int next, List<Bytes> among) {
        if (nothing) {
            return new Answer(argv).of(Kind.NOTHING, null, next);
        }
        Answer answer = new Answer(argv);
        Bytes first = !among.isEmpty() ? among.get(0) : next < argv.size() ? argv.get(next) : null;
        boolean scriptAsWell = named == Kind.INLINE && role == OperandRole.SCRIPT && first != null;
        if (named != null && !scriptAsWell) {
            return answer.of(named, value, next);
        }
        if (codeIsOperand) {
            return answer.of(Kind.INLINE, first, next + 1);
        }
        if (stdin || first == null) {
            return withoutOperand(answer, next);
        }
        return switch (role) {
            case NOTHING -> withoutOperand(answer, next);
            case CODE -> answer.of(Kind.INLINE, first, next + 1);
            case PROGRAM -> answer.of(programKind(), first, next + 1);
            case SCRIPT -> script(answer, first, next);
            case MODULE ->
                Glob.anyMatches(traits.scriptOperands(), first)
                        ? script(answer, first, next)
                        : answer.of(Kind.MODULE, first, next + 1);
        };
    }

    private Kind programKind() {
        return interpreter.kind() == Interpreter.Kind.DYNAMIC_LINKER ? Kind.LOAD : Kind.WRAPPED;
    }

    private Invocation script(Answer answer, Bytes path, int next) {
        if (isDash(path)) {
            return answer.of(interactive ? Kind.INTERACTIVE : Kind.STDIN, null, next + 1);
        }
        if (!path.isEmpty()) {
            files.add(0, path);
        }
        return answer.of(Kind.SCRIPT, path, next + 1);
    }

    private Invocation withoutOperand(Answer answer, int next) {
        if (interactive) {
            return answer.of(Kind.INTERACTIVE, null, next);
        }
        if (stdin) {
            return answer.of(Kind.STDIN, null, next);
        }
        return switch (noOperand) {
            case STDIN -> answer.of(Kind.STDIN, null, next);
            case NOTHING -> answer.of(Kind.NOTHING, null, next);
            case DEFAULT_FILES -> {
                files.addAll(traits.defaultFiles());
                yield answer.of(Kind.DEFAULT_FILES, null, next);
            }
        };
    }

    private static boolean isDash(@Nullable Bytes argument) {
        return argument != null && argument.is("-");
    }

    /** Puts the invocation together, for one argv. */
    private final class Answer {
        private final List<Bytes> argv;

        private Answer(List<Bytes> argv) {
            this.argv = argv;
        }

        private Invocation of(Kind kind, @Nullable Bytes operand, int argumentsFrom) {
            boolean program = kind == Kind.LOAD || kind == Kind.WRAPPED;
            List<Bytes> wrapped = program ? argv.subList(argumentsFrom - 1, argv.size()) : List.of();
            List<Bytes> all = new ArrayList<>();
            if (kind != Kind.NOTHING) {
                all.addAll(files);
                all.addAll(besides);
            }
            int from = Math.min(argumentsFrom, argv.size());
            return new Invocation(kind, interpreter, operand, all, wrapped, interactive, from, directory, searchesPath);
        }
    }
}
