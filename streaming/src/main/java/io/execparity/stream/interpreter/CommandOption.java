package io.execparity.stream.interpreter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a command line grammar.
 *
 * @param names as written, {@code -c}, {@code --eval}, {@code -jar}; a word without a hyphen is a subcommand
 * @param characters the bytes that a value attached by {@link Takes#CHARACTERS} may consist of
 * @param stops true where everything after the option and its value belongs to the code
 * @param searchesPath true where it has a script named without a slash looked up in PATH
 * @param operand what the first operand is from here on, null for no change
 * @param noOperand what the lack of an operand means from here on, null for no change
 */
record CommandOption(
        List<String> names,
        Does does,
        Takes takes,
        String characters,
        boolean stops,
        boolean searchesPath,
        @Nullable OperandRole operand,
        @Nullable NoOperand noOperand) {
    CommandOption {
        names = List.copyOf(names);
    }

    /** What the option means to us. */
    enum Does {
        FLAG(Takes.NONE),
        /** Has a value of no interest. */
        VALUE(Takes.EITHER),
        CODE(Takes.EITHER),
        MODULE(Takes.EITHER),
        /** The file of code itself. */
        FILE(Takes.EITHER),
        /** A further file of code, read besides. */
        PRELOAD(Takes.EITHER),
        /** A colon-separated list of further files of code. */
        PATH(Takes.EITHER),
        DIRECTORY(Takes.EITHER),
        /** A long option without its hyphens. */
        LONG_OPTION(Takes.EITHER),
        /** A string of words that stands for arguments of its own. */
        SPLIT(Takes.EITHER),
        STDIN(Takes.NONE),
        INTERACTIVE(Takes.NONE),
        /** Nothing will run. */
        NOTHING(Takes.NONE);

        private final Takes usually;

        Does(Takes usually) {
            this.usually = usually;
        }

        Takes usually() {
            return usually;
        }
    }

    /** Where the option's value is. */
    enum Takes {
        NONE,
        /** Attached if anything is, else the next argument. */
        EITHER,
        /** Attached, or there is none. */
        ATTACHED,
        /** The next argument, never attached by an equals sign, and a cluster goes on. */
        NEXT,
        /** The bytes of a set that follow in the cluster, which then goes on. */
        CHARACTERS,
        /** All arguments that follow. */
        REST
    }

    /** What the first operand is. */
    enum OperandRole {
        SCRIPT,
        CODE,
        MODULE,
        PROGRAM,
        NOTHING
    }

    /** What the lack of an operand means. */
    enum NoOperand {
        STDIN,
        NOTHING,
        DEFAULT_FILES
    }
}
