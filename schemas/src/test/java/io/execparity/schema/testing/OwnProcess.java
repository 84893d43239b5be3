package io.execparity.schema.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One process of the chain: started, stopped, killed and started again with the same command. What it prints goes to a
 * file that outlives its restarts. Whatever still runs when this JVM ends is killed with it.
 */
public final class OwnProcess implements AutoCloseable {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final int SECONDS_TO_STOP = 30;
    private static final int TOLD_OF_A_LOG = 6_000;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    /** @param log told what the process prints, run behind run */
    public OwnProcess(List<String> command, Map<String, String> environment, Path log) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    /** A main class from this JVM's own class path. */
    public static OwnProcess java(List<String> options, String main, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>(List.of(javaCommand()));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
        command.addAll(options);
        command.add(main);
        command.addAll(arguments);
        return new OwnProcess(command, Map.of(), log);
    }

    /** The JVM that this one is. */
    public static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static String classPath() {
        return System.getProperty("java.class.path");
    }

    public void start() throws IOException {
        if (isRunning()) {
            throw new IllegalStateException("runs already: " + log.getFileName());
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        RUNNING.add(process);
    }

    /** Its standard input; to be closed by the caller. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The kernel's number of it. */
    public long pid() {
        return process.pid();
    }

    /** As an operator stops it; one that does not listen is killed. */
    public void stop() throws InterruptedException {
        if (isRunning()) {
            process.destroy();
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        forget();
    }

    /** SIGKILL: nothing is written, told or closed any more. */
    public void kill() throws InterruptedException {
        if (!isRunning()) {
            throw new IllegalStateException("was to be killed and does not run: " + told());
        }
        process.destroyForcibly().waitFor();
        forget();
    }

    /** Waits for it to end by itself. */
    public int await(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still runs after " + seconds + " s: " + told());
        }
        forget();
        return process.exitValue();
    }

    private void forget() {
        if (process != null) {
            RUNNING.remove(process);
        }
    }

    /** The end of what it printed. */
    public String told() {
        try {
            String all = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
            return log.getFileName() + ": " + all.substring(Math.max(0, all.length() - TOLD_OF_A_LOG));
        } catch (IOException e) {
            return log.getFileName() + " cannot be read: " + e;
        }
    }

    @Override
    public void close() {
        if (isRunning()) {
            process.destroyForcibly().onExit().join();
        }
        forget();
    }
}
