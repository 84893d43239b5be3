package io.execparity.cli.hostile;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes hostile lines to standard output: {@code HostileLog LINES [SEED]}. How many they were goes to standard error. */
public final class HostileLog {
    private HostileLog() {}

    public static void main(String[] arguments) throws IOException {
        long wanted = Long.parseLong(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        HostileInput input = new HostileInput(seed, wanted);
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            input.transferTo(out);
        }
        System.err.println(input.lines());
    }
}
