package io.execparity.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A command that does what a YAML file says until it is told to stop.
 *
 * @param <C> what the file says
 */
abstract class Follower<C> implements Callable<Integer> {
    @Mixin
    private Console console = new Console();

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "what to do, in YAML")
    @SuppressWarnings("NullAway.Init") // required
    private Path config;

    @Option(names = "--check-config", description = "only say whether the file is sound")
    private boolean checkOnly;

    /** What the file says, references to the environment followed. */
    abstract C read(Path file, String hostName) throws IOException;

    /** Whether what the file names beside itself is there to be used; reading it alone does not tell. */
    abstract void check(C config) throws IOException;

    /** What goes where by a sound file. */
    abstract String path(C config);

    /** Does it, until it ends by itself or by {@link #atStop}. */
    abstract void run(C config, Consumer<String> complaints) throws IOException, InterruptedException;

    /** What to do when the process is told to stop. */
    final void atStop(Closeable running) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running), "stop"));
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        C read = read(config, hostName());
        if (checkOnly) {
            try {
                check(read);
            } catch (IOException e) {
                throw new IOException(config + ": " + e.getMessage(), e);
            }
            console.say(config + " is sound: " + path(read));
        } else {
            endWithAnyThread();
            run(read, console::complain);
        }
        return ExitCode.NOTHING_FOUND;
    }

    private void close(Closeable running) {
        try {
            running.close();
        } catch (IOException e) {
            Console.complain(console.command(), ErrorText.of(e));
        }
    }

    /** A thread that fails leaves a process that looks alive and does nothing; whoever watches it starts it anew. */
    private void endWithAnyThread() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace(console.command().getErr());
            console.command().getErr().flush();
            Runtime.getRuntime().halt(ExitCode.FAILED);
        });
    }

    /** This machine's own name, empty where it does not know. */
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
