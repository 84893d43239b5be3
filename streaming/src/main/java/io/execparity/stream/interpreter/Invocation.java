package io.execparity.stream.interpreter;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.text.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command line asks an interpreter, loader or wrapper to run. It is what was asked for, not what happened: the
 * file may not exist, and standard input may be anything.
 *
 * @param interpreter whose grammar was used; for a multi-call program the applet's own
 * @param operand the script, module, inline code or program of {@code kind}; null where the kind has none, and for
 *     inline code that is not on record
 * @param files every file of code that the command line names, in order, the script included; more than one for
 *     {@code awk -f a -f b}, and also start-up files and class paths named by an option
 * @param wrapped the argv of the program that is loaded or executed, empty otherwise
 * @param interactive true where the command line insists on a prompt, which may follow a script
 * @param argumentsFrom the index in argv of the first argument that belongs to the code, argv's length if there is none
 * @param directory where relative names start when an option says so ({@code make -C}), else null
 * @param searchesPath true where a script named without a slash is looked up in PATH, like a command
 */
public record Invocation(
        Kind kind,
        Interpreter interpreter,
        @Nullable Bytes operand,
        List<Bytes> files,
        List<Bytes> wrapped,
        boolean interactive,
        int argumentsFrom,
        @Nullable Bytes directory,
        boolean searchesPath) {
    /** What is asked for. */
    public enum Kind {
        /** A file named as an operand or after an option. */
        SCRIPT,
        /** A module by its name, which the interpreter looks up. */
        MODULE,
        /** Code on the command line itself. */
        INLINE,
        /** Whatever standard input is: a file, a pipe, or a terminal and so a prompt. */
        STDIN,
        /** A prompt, whatever standard input is. */
        INTERACTIVE,
        /** The first of {@code files} that exists, none of them named on the command line. */
        DEFAULT_FILES,
        /** A program by the dynamic linker. */
        LOAD,
        /** Another program, which will be executed and so be on record by itself. */
        WRAPPED,
        /** No code: help, a version, a syntax check, a usage error, or something not worth a word. */
        NOTHING
    }

    public Invocation {
        requireNonNull(kind, "kind is null");
        requireNonNull(interpreter, "interpreter is null");
        files = List.copyOf(files);
        wrapped = List.copyOf(wrapped);
    }
}
