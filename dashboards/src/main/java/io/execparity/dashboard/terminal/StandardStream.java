package io.execparity.dashboard.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A stream that the process was started with. Java only tells whether input and output both are terminals, Linux tells
 * of each where it leads; where nobody tells, it is taken for a file.
 */
enum StandardStream {
    OUTPUT(1),
    ERROR(2);

    private final int descriptor;

    StandardStream(int descriptor) {
        this.descriptor = descriptor;
    }

    boolean isTerminal() {
        try {
            return isTerminal(Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor))));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    static boolean isTerminal(Path device) {
        String name = device.toString();
        return name.startsWith("/dev/pts/")
                || name.startsWith("/dev/tty")
                || name.startsWith("/dev/hvc")
                || name.equals("/dev/console");
    }
}
