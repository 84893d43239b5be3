package io.execparity.stream.interpreter;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.catalogue.Glob;
import io.execparity.stream.interpreter.CommandOption.Does;
import io.execparity.stream.interpreter.CommandOption.Takes;
import io.execparity.stream.interpreter.Grammar.Style;
import io.execparity.stream.interpreter.Grammar.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reading of one command line: finds its options and operands. Whatever the bytes, it ends in an answer. */
final class CommandLine {
    /** No option is longer, and looking one up makes text of it. */
    private static final int LONGEST_OPTION = 256;
    /** How often {@code env -S} may unfold into another {@code env -S}. */
    private static final int MOST_SPLITS = 4;

    private final Grammar grammar;
    private final Grammar.Traits traits;
    private final Request request;
    private final List<Bytes> operands = new ArrayList<>();
    private List<Bytes> argv;
    private int next = 1;
    private int splits;
    private boolean stopped;
    private boolean subcommandRead;
    private boolean inLongOption;

    private CommandLine(Interpreter interpreter, List<Bytes> argv) {
        this.grammar = interpreter.grammar();
        this.traits = grammar.traits();
        this.request = new Request(interpreter);
        this.argv = argv;
    }

    /** @param argv with the program's own name first */
    static Invocation read(Interpreter interpreter, List<Bytes> argv) {
        CommandLine line = new CommandLine(interpreter, argv);
        line.readOptions();
        line.next = Math.min(line.next + line.traits.skips(), line.argv.size());
        return line.request.answer(line.argv, line.next, line.operands);
    }

    private void readOptions() {
        while (next < argv.size() && !stopped && !request.isForNothing()) {
            Bytes argument = argv.get(next);
            if (readWord(argument)) {
                continue;
            }
            if (ends(argument)) {
                next++;
                skipOperands();
                return;
            }
            if (looksLikeOption(argument)) {
                next++;
                readUnlisted(argument);
            } else if (isSkipped(argument)) {
                next++;
            } else if (traits.permutes()) {
                next++;
                operands.add(argument);
            } else {
                return;
            }
        }
    }

    private void skipOperands() {
        while (next < argv.size() && isSkipped(argv.get(next))) {
            next++;
        }
    }

    /** Reads an option that is a word of its own, with or without {@code =value}. */
    private boolean readWord(Bytes argument) {
        if (argument.isEmpty()) {
            return false;
        }
        boolean dashed = argument.at(0) == '-' || argument.at(0) == '/';
        if (!dashed && subcommandRead) {
            return false;
        }
        Optional<CommandOption> whole = word(argument);
        if (whole.isPresent()) {
            next++;
            subcommandRead |= !dashed;
            apply(whole.get(), null);
            return true;
        }
        int equals = argument.at(0) == '-' ? argument.indexOf((byte) '=', 0) : -1;
        Optional<CommandOption> before = equals > 0 ? word(argument.slice(0, equals)) : Optional.empty();
        if (before.isEmpty() || before.get().takes() == Takes.NEXT) {
            return false;
        }
        next++;
        apply(before.get(), argument.slice(equals + 1, argument.length()));
        return true;
    }

    private Optional<CommandOption> word(Bytes word) {
        return word.length() > LONGEST_OPTION ? Optional.empty() : grammar.word(word.text());
    }

    private boolean looksLikeOption(Bytes argument) {
        if (argument.length() < 2) {
            return false;
        }
        if (traits.plus() && argument.at(0) == '+') {
            return true;
        }
        return argument.at(0) == '-' && (traits.style() != Style.DOUBLE_DASH || argument.at(1) == '-');
    }

    private void readUnlisted(Bytes argument) {
        if (traits.style() == Style.CLUSTERS && argument.at(1) != '-') {
            readCluster(argument);
        } else if (traits.unknown() == Unknown.NOTHING) {
            request.forNothing();
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
        Bytes value = attached != null ? attached : separate(option.takes());
        if (value == null && option.does() == Does.VALUE && option.takes() == Takes.EITHER) {
            request.forNothing();
        }
        stopped |= option.stops();
        if (option.does() == Does.SPLIT) {
            unfold(value);
        } else if (option.does() == Does.LONG_OPTION) {
            readLongOption(value);
        } else {
            request.note(option, value);
        }
    }

    private void readLongOption(@Nullable Bytes name) {
        if (name == null || inLongOption) {
            request.forNothing();
            return;
        }
        inLongOption = true;
        next--; // as if it stood in the place of the name
        if (!readWord(Bytes.utf8("--").plus(name))) {
            next++;
        }
        inLongOption = false;
    }

    private @Nullable Bytes separate(Takes takes) {
        return switch (takes) {
            case NONE, ATTACHED, CHARACTERS -> null;
            case EITHER, NEXT -> next < argv.size() ? argv.get(next++) : null;
            case REST -> next < argv.size() ? rest() : null;
        };
    }

    private Bytes rest() {
        Bytes joined = argv.get(next++);
        while (next < argv.size()) {
            joined = joined.plus(Bytes.utf8(" ")).plus(argv.get(next++));
        }
        return joined;
    }

    private void unfold(@Nullable Bytes words) {
        if (words == null || ++splits > MOST_SPLITS) {
            request.forNothing();
            return;
        }
        List<Bytes> unfolded = new ArrayList<>();
        unfolded.add(argv.get(0));
        unfolded.addAll(ShellWords.split(words));
        unfolded.addAll(argv.subList(next, argv.size()));
        argv = unfolded;
        next = 1;
    }

    private boolean ends(Bytes argument) {
        for (String end : traits.ends()) {
            if (argument.is(end)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSkipped(Bytes operand) {
        return Glob.anyMatches(traits.skippedOperands(), operand);
    }
}
