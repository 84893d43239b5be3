package io.execparity.stream.interpreter;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.CommandOption.Does;
import io.execparity.stream.interpreter.CommandOption.NoOperand;
import io.execparity.stream.interpreter.CommandOption.OperandRole;
import io.execparity.stream.interpreter.CommandOption.Takes;
import io.execparity.stream.interpreter.Grammar.Style;
import io.execparity.stream.interpreter.Grammar.Unknown;
import io.execparity.stream.interpreter.Invocation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reading of one command line, from the first option to what it asks for. Whatever the bytes, it ends in an answer. */
final class CommandLine {
    /** How often {@code env -S} may unfold into another {@code env -S}. */
    private static final int MOST_SPLITS = 4;

    private final Interpreter interpreter;
    private final Grammar grammar;
    private final Grammar.Traits traits;
    private List<Bytes> argv;
    private int next = 1;
    private int splits;

    private boolean stopped;
    private boolean nothing;
    private boolean stdin;
    private boolean interactive;
    private boolean roleFromOption;
    private OperandRole role;
    private NoOperand noOperand;
    private @Nullable Kind named;
    private @Nullable Bytes operand;
    private @Nullable Bytes directory;
    private final List<Bytes> files = new ArrayList<>();
    private final List<Bytes> besides = new ArrayList<>();
    private final List<Bytes> operands = new ArrayList<>();

    CommandLine(Interpreter interpreter, List<Bytes> argv) {
        this.interpreter = interpreter;
        this.grammar = interpreter.grammar();
        this.traits = grammar.traits();
        this.argv = argv;
        this.role = traits.operand();
        this.noOperand = traits.noOperand();
    }

    Invocation read() {
        readOptions();
        for (int skipped = 0; skipped < traits.skips() && next < argv.size(); skipped++) {
            next++;
        }
        while (traits.assignments() && next < argv.size() && isAssignment(argv.get(next))) {
            next++;
        }
        return answer();
    }

    private void readOptions() {
        while (next < argv.size() && !stopped && !nothing) {
            Bytes argument = argv.get(next);
            if (argument.length() <= 4096 && readWord(argument)) {
                continue;
            }
            if (isOneOf(traits.ends(), argument)) {
                next++;
                break;
            }
            if (looksLikeOption(argument)) {
                next++;
                readUnlisted(argument);
            } else if (traits.permutes()) {
                next++;
                operands.add(argument);
            } else {
                break;
            }
        }
    }

    /** Reads an option that is a word of its own, with or without {@code =value}. */
    private boolean readWord(Bytes argument) {
        if (argument.isEmpty()) {
            return false;
        }
        Optional<CommandOption> whole = grammar.word(argument.text());
        if (whole.isPresent()) {
            next++;
            apply(whole.get(), null);
            return true;
        }
        int equals = argument.indexOf((byte) '=', 0);
        if (equals > 0 && argument.at(0) == '-') {
            Optional<CommandOption> before =
                    grammar.word(argument.slice(0, equals).text());
            if (before.isPresent()) {
                next++;
                apply(before.get(), argument.slice(equals + 1, argument.length()));
                return true;
            }
        }
        return false;
    }

    private boolean looksLikeOption(Bytes argument) {
        if (argument.length() < 2) {
            return false;
        }
        if (traits.plus() && argument.at(0) == '+') {
            return true;
        }
        boolean dash = argument.at(0) == '-';
        return traits.style() == Style.DOUBLE_DASH ? dash && argument.at(1) == '-' : dash;
    }

    private void readUnlisted(Bytes argument) {
        if (traits.style() == Style.CLUSTERS && argument.at(1) != '-') {
            readCluster(argument);
        } else if (traits.unknown() == Unknown.NOTHING) {
            nothing = true;
        }
    }

    private void readCluster(Bytes cluster) {
        int at = 1;
        while (at < cluster.length() && !stopped) {
            CommandOption option = grammar.letter(cluster.at(at++)).orElse(null);
            if (option == null || cluster.at(0) == '+' && option.takes() != Takes.NEXT) {
                continue;
            }
            Bytes rest = cluster.slice(at, cluster.length());
            switch (option.takes()) {
                case NONE, NEXT -> apply(option, null);
                case CHARACTERS -> at += run(rest, option.characters());
                case EITHER, ATTACHED, REST -> {
                    apply(option, rest.isEmpty() ? null : rest);
                    return;
                }
            }
        }
    }

    private static int run(Bytes text, String characters) {
        int length = 0;
        while (length < text.length() && characters.indexOf(text.at(length)) >= 0) {
            length++;
        }
        return length;
    }

    private void apply(CommandOption option, @Nullable Bytes attached) {
        Bytes value = attached;
        if (value == null) {
            value = switch (option.takes()) {
                case NONE, ATTACHED, CHARACTERS -> null;
                case EITHER, NEXT -> next < argv.size() ? argv.get(next++) : null;
                case REST -> rest();
            };
        }
        if (option.operand() != null) {
            role = option.operand();
            roleFromOption = true;
        } else if (option.stops()) {
            role = OperandRole.NOTHING;
        }
        if (option.noOperand() != null) {
            noOperand = option.noOperand();
        }
        stopped |= option.stops();
        note(option.does(), value);
    }

    private void note(Does does, @Nullable Bytes value) {
        switch (does) {
            case FLAG, VALUE -> {}
            case STDIN -> stdin = true;
            case INTERACTIVE -> interactive = true;
            case NOTHING -> nothing = true;
            case CODE -> name(Kind.INLINE, value);
            case MODULE -> name(Kind.MODULE, value);
            case FILE -> name(Kind.SCRIPT, value);
            case PRELOAD -> addFile(besides, value);
            case PATH -> split(value);
            case DIRECTORY -> directory = value;
            case SPLIT -> unfold(value);
        }
    }

    /** Takes note of code that an option names; a file weighs more than text, and the first of a kind stands for all. */
    private void name(Kind kind, @Nullable Bytes value) {
        if (kind == Kind.SCRIPT) {
            if (value == null) {
                nothing = true;
                return;
            }
            addFile(files, value);
        }
        if (kind == Kind.INLINE && isDash(value) && interpreter.facts().kind() == Interpreter.Kind.INTERPRETER) {
            stdin |= traits.ignoresCase();
        }
        if (named == null || kind == Kind.SCRIPT && named != Kind.SCRIPT) {
            named = kind;
            operand = value;
        }
    }

    private static void addFile(List<Bytes> list, @Nullable Bytes file) {
        if (file != null && !file.isEmpty()) {
            list.add(file);
        }
    }

    private void split(@Nullable Bytes path) {
        int from = 0;
        while (path != null && from <= path.length()) {
            int colon = path.indexOf((byte) ':', from);
            int to = colon < 0 ? path.length() : colon;
            addFile(besides, path.slice(from, to));
            from = to + 1;
        }
    }

    private void unfold(@Nullable Bytes words) {
        if (words == null || ++splits > MOST_SPLITS) {
            nothing = true;
            return;
        }
        List<Bytes> unfolded = new ArrayList<>();
        unfolded.add(argv.get(0));
        unfolded.addAll(ShellWords.split(words));
        unfolded.addAll(argv.subList(Math.min(next, argv.size()), argv.size()));
        argv = unfolded;
        next = 1;
    }

    private Bytes rest() {
        Bytes joined = Bytes.EMPTY;
        while (next < argv.size()) {
            Bytes argument = argv.get(next++);
            joined = joined.isEmpty() ? argument : joined.plus(Bytes.utf8(" ")).plus(argument);
        }
        return joined;
    }

    private Invocation answer() {
        if (nothing) {
            return invocation(Kind.NOTHING, null, next);
        }
        Bytes first = !operands.isEmpty() ? operands.get(0) : next < argv.size() ? argv.get(next) : null;
        if (named == Kind.INLINE && role == OperandRole.SCRIPT && first != null) {
            named = null;
        }
        if (named != null) {
            return namedByOption(named);
        }
        if (role == OperandRole.CODE && roleFromOption) {
            return invocation(Kind.INLINE, first, next + 1);
        }
        if (stdin || first == null || role == OperandRole.NOTHING) {
            return withoutOperand();
        }
        return switch (role) {
            case SCRIPT -> script(first);
            case MODULE ->
                traits.scriptOperands().stream().anyMatch(glob -> glob.matches(first))
                        ? script(first)
                        : invocation(Kind.MODULE, first, next + 1);
            case CODE -> invocation(Kind.INLINE, first, next + 1);
            case PROGRAM -> program(first);
            case NOTHING -> withoutOperand();
        };
    }

    private Invocation namedByOption(Kind kind) {
        if (kind == Kind.SCRIPT && isDash(operand)) {
            files.removeIf(CommandLine::isDash);
            return invocation(Kind.STDIN, null, next);
        }
        if (kind == Kind.INLINE && stdin && isDash(operand)) {
            return invocation(Kind.STDIN, null, next);
        }
        return kind == Kind.MODULE && operand == null
                ? invocation(Kind.NOTHING, null, next)
                : invocation(kind, operand, next);
    }

    private Invocation script(Bytes path) {
        if (isDash(path)) {
            return invocation(interactive ? Kind.INTERACTIVE : Kind.STDIN, null, next + 1);
        }
        files.add(0, path);
        return invocation(Kind.SCRIPT, path, next + 1);
    }

    private Invocation program(Bytes program) {
        Kind kind = interpreter.kind() == Interpreter.Kind.DYNAMIC_LINKER ? Kind.LOAD : Kind.WRAPPED;
        return invocation(kind, program, next + 1);
    }

    private Invocation withoutOperand() {
        if (interactive) {
            return invocation(Kind.INTERACTIVE, null, next);
        }
        if (stdin) {
            return invocation(Kind.STDIN, null, next);
        }
        return switch (noOperand) {
            case STDIN -> invocation(Kind.STDIN, null, next);
            case NOTHING -> invocation(Kind.NOTHING, null, next);
            case DEFAULT_FILES -> {
                files.addAll(traits.defaultFiles());
                yield invocation(Kind.DEFAULT_FILES, null, next);
            }
        };
    }

    private Invocation invocation(Kind kind, @Nullable Bytes what, int argumentsFrom) {
        boolean program = kind == Kind.LOAD || kind == Kind.WRAPPED;
        List<Bytes> wrapped = program ? argv.subList(argumentsFrom - 1, argv.size()) : List.of();
        List<Bytes> all = new ArrayList<>();
        if (kind != Kind.NOTHING) {
            all.addAll(files);
            all.addAll(besides);
        }
        int from = Math.min(argumentsFrom, argv.size());
        return new Invocation(kind, interpreter, what, all, wrapped, interactive, from, directory);
    }

    private static boolean isOneOf(List<String> words, Bytes argument) {
        for (String word : words) {
            if (argument.is(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDash(@Nullable Bytes argument) {
        return argument != null && argument.is("-");
    }

    private static boolean isAssignment(Bytes argument) {
        return argument.indexOf((byte) '=', 0) > 0;
    }
}
