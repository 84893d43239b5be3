package io.execparity.cli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What commands have in common that run until they are told to stop. */
final class LongRun {
    private LongRun() {}

    /** A thread that fails leaves a process that looks alive and does nothing; whoever watches it starts it anew. */
    static void endWithAnyThread(PrintWriter err) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace(err);
            err.flush();
            Runtime.getRuntime().halt(ExitCode.FAILED);
        });
    }

    /** This machine's own name, empty where it does not know. */
    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
