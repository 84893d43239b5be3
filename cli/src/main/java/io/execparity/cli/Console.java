package io.execparity.cli;

import io.execparity.schema.text.TerminalText;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a command speaks to whoever called it. */
@Command
final class Console {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** The command itself. */
    CommandLine command() {
        return spec.commandLine();
    }

    /** Standard output, or what a test has in its place. */
    PrintWriter out() {
        return command().getOut();
    }

    /** Prints an outcome as it stands, line ends included. */
    void print(String text) {
        out().print(text);
        out().flush();
    }

    /** Prints a line of which parts may come from anywhere. */
    void say(String sentence) {
        print(TerminalText.UNICODE.of(sentence) + "\n");
    }

    /** Says on standard error what a person should know; from any thread. */
    void complain(String sentence) {
        complain(command(), TerminalText.UNICODE.of(sentence));
    }

    /** The same for a sentence that a terminal can already be shown. */
    static void complain(CommandLine command, String shown) {
        PrintWriter err = command.getErr();
        synchronized (err) {
            err.println("execparity " + command.getCommandName() + ": " + shown);
            err.flush();
        }
    }

    /** What to throw for options that say nothing useful. */
    ParameterException badUsage(String sentence) {
        return badUsage(command(), sentence);
    }

    /** The same where other options than the command's own find it out. */
    static ParameterException badUsage(CommandLine command, @Nullable String sentence) {
        return new ParameterException(command, TerminalText.UNICODE.of(String.valueOf(sentence)));
    }

    /** What to throw where options stand beside a file that says everything. */
    void requireNothingBesideConfig() {
        if (command().getParseResult().matchedOptions().size() > 1) {
            throw badUsage("With --config the file says everything else.");
        }
    }
}
