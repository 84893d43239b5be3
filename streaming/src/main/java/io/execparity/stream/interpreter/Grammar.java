package io.execparity.stream.interpreter;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.catalogue.Glob;
import io.execparity.stream.interpreter.CommandOption.NoOperand;
import io.execparity.stream.interpreter.CommandOption.OperandRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one interpreter's command line is read. */
final class Grammar {
    private final Traits traits;
    private final Map<String, CommandOption> words = new LinkedHashMap<>();
    private final @Nullable CommandOption[] letters = new CommandOption[128];

    /**
     * All of a grammar but its options.
     *
     * @param plus whether {@code +x} is an option too
     * @param permutes whether options may follow operands
     * @param abbreviates whether a long option may be cut short
     * @param scriptOperands operands that are scripts whatever the role says
     * @param skips how many operands precede the one that matters
     * @param skippedOperands operands that say nothing about code, {@code NAME=value}
     */
    record Traits(
            Style style,
            List<String> ends,
            boolean plus,
            boolean permutes,
            boolean ignoresCase,
            boolean abbreviates,
            Unknown unknown,
            OperandRole operand,
            NoOperand noOperand,
            List<Bytes> defaultFiles,
            List<Glob> scriptOperands,
            int skips,
            List<Glob> skippedOperands) {}

    /** How options look. */
    enum Style {
        /** {@code -abc} is three options, {@code --abc} is one. */
        CLUSTERS,
        /** {@code -abc} is one option. */
        WORDS,
        /** {@code --abc} is one option, {@code -abc} is none. */
        DOUBLE_DASH
    }

    /** What an option that is not listed is taken for. */
    enum Unknown {
        FLAG,
        NOTHING
    }

    Grammar(Traits traits, List<CommandOption> options) {
        this.traits = traits;
        for (CommandOption option : options) {
            for (String name : option.names()) {
                if (traits.style() == Style.CLUSTERS && isLetter(name)) {
                    letters[name.charAt(1)] = option;
                } else {
                    words.put(traits.ignoresCase() ? name.toLowerCase(Locale.ROOT) : name, option);
                }
            }
        }
    }

    private static boolean isLetter(String name) {
        return name.length() == 2 && name.charAt(0) == '-' && name.charAt(1) != '-' && name.charAt(1) < 128;
    }

    Traits traits() {
        return traits;
    }

    Optional<CommandOption> letter(byte letter) {
        return letter < 0 ? Optional.empty() : Optional.ofNullable(letters[letter]);
    }

    /** The option that is this whole word, or of which it is the beginning where that is allowed. */
    Optional<CommandOption> word(String word) {
        String wanted = traits.ignoresCase() ? word.toLowerCase(Locale.ROOT) : word;
        CommandOption exact = words.get(wanted);
        if (exact != null || !traits.abbreviates() || wanted.length() < (traits.ignoresCase() ? 2 : 3)) {
            return Optional.ofNullable(exact);
        }
        for (Map.Entry<String, CommandOption> entry : words.entrySet()) {
            if (wanted.charAt(0) == '-' && entry.getKey().startsWith(wanted)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** The grammar of an interpreter of which nothing is known but that it runs scripts. */
    static Grammar generic() {
        List<CommandOption> options = new ArrayList<>();
        options.add(option(List.of("-c", "-e"), CommandOption.Does.CODE, true));
        options.add(option(List.of("-i"), CommandOption.Does.INTERACTIVE, false));
        options.add(option(List.of("-h", "--help", "--version"), CommandOption.Does.NOTHING, false));
        return new Grammar(
                new Traits(
                        Style.CLUSTERS,
                        List.of("--"),
                        false,
                        false,
                        false,
                        false,
                        Unknown.FLAG,
                        OperandRole.SCRIPT,
                        NoOperand.STDIN,
                        List.of(),
                        List.of(),
                        0,
                        List.of()),
                options);
    }

    private static CommandOption option(List<String> names, CommandOption.Does does, boolean stops) {
        return new CommandOption(names, does, does.usually(), "", stops, false, null, null);
    }
}
