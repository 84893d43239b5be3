package io.execparity.stream.interpreter;

import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Command lines as people write them, and invocations as one line of text. */
final class Commands {
    private static final InterpreterCatalogue CATALOGUE = InterpreterCatalogue.bundled();

    private Commands() {}

    /** The words of a command line, quoted as for a shell. */
    static List<Bytes> words(String command) {
        return ShellWords.split(Bytes.utf8(command));
    }

    /** What the command asks for, by the catalogue's entry for its first word. */
    static String asked(String command) {
        List<Bytes> argv = words(command);
        Interpreter interpreter = CATALOGUE.find(argv.get(0), argv.get(0)).orElseThrow();
        return text(CATALOGUE.read(interpreter, argv));
    }

    static String text(Invocation invocation) {
        StringBuilder text = new StringBuilder(invocation.kind().name());
        if (!invocation.wrapped().isEmpty()) {
            text.append(' ').append(invocation.wrapped());
        } else if (invocation.operand() != null) {
            text.append(' ').append(invocation.operand().isEmpty() ? "''" : invocation.operand());
        }
        List<Bytes> others = new ArrayList<>(invocation.files());
        if (invocation.operand() != null) {
            others.remove(invocation.operand());
        }
        if (!others.isEmpty()) {
            text.append(" files ").append(others);
        }
        if (invocation.interactive()) {
            text.append(" interactive");
        }
        if (invocation.directory() != null) {
            text.append(" in ").append(invocation.directory());
        }
        return text.toString();
    }
}
