package io.execparity.collect.agent.source;

import io.execparity.collect.agent.intake.Delivery;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines that a program prints, started again whenever it ends. It dies with this process's pipe. */
public final class CommandSource implements LineSource {
    /** Reads what one run of the program prints. */
    interface Reading {
        void read(InputStream in) throws IOException, InterruptedException;
    }

    /** What to add to the command for the next run. */
    interface Continuation {
        List<String> arguments();
    }

    private final String name;
    private final List<String> command;
    private final Continuation continuation;
    private final Reading reading;
    private final Consumer<String> ended;
    private final Consumer<String> log;
    private volatile @Nullable Process running;
    private volatile boolean stopped;

    CommandSource(
            String name,
            List<String> command,
            Continuation continuation,
            Reading reading,
            Consumer<String> ended,
            Consumer<String> log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.continuation = continuation;
        this.reading = reading;
        this.ended = ended;
        this.log = log;
    }

    /** A program whose lines are gone when nobody reads them. */
    public static CommandSource of(String name, List<String> command, Delivery delivery) {
        StreamLines lines = new StreamLines(name, delivery);
        Consumer<String> ended = sentence -> delivery.tellRestarted(name, sentence);
        return new CommandSource(name, command, List::of, lines::read, ended, delivery.log());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run() throws InterruptedException {
        BackOff backOff = new BackOff();
        while (!stopped) {
            backOff.begin();
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(continuation.arguments());
            try {
                runOnce(arguments);
            } catch (IOException e) {
                // Stopping closes what is read.
                if (!stopped) {
                    log.accept(command.get(0) + " cannot be run: " + e.getMessage());
                }
            }
            backOff.pause();
        }
    }

    private void runOnce(List<String> arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(arguments)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectError(Redirect.INHERIT)
                .start();
        running = process;
        if (stopped) {
            // Whoever stopped it knew the one before only, and reading does not heed an interrupt.
            process.destroy();
        }
        try (InputStream out = process.getInputStream()) {
            reading.read(out);
            int exit = process.waitFor();
            if (!stopped) { // else it was ended by us
                ended.accept(command.get(0) + " ended with status " + exit + ".");
            }
        } finally {
            process.destroy();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        Process process = running;
        if (process != null) {
            process.destroy();
        }
    }
}
