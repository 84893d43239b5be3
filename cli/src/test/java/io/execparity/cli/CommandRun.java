package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of the command in this process.
 *
 * @param exitCode what its caller is told
 * @param output what it printed
 * @param errors what it printed to standard error, of which this process's own standard error saw nothing
 */
record CommandRun(int exitCode, String output, String errors) {
    static CommandRun of(String... arguments) {
        return with(InputStream.nullInputStream(), arguments);
    }

    static CommandRun with(String standardInput, String... arguments) {
        return with(new ByteArrayInputStream(standardInput.getBytes(UTF_8)), arguments);
    }

    static CommandRun with(InputStream standardInput, String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        InputStream before = System.in;
        System.setIn(standardInput);
        try {
            int exitCode = Main.commandLine()
                    .setOut(new PrintWriter(output, true))
                    .setErr(new PrintWriter(errors, true))
                    .execute(arguments);
            return new CommandRun(exitCode, output.toString(), errors.toString());
        } finally {
            System.setIn(before);
        }
    }
}
