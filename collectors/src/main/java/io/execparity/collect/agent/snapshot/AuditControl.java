package io.execparity.collect.agent.snapshot;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks auditctl, which asks the kernel, and waits a few seconds at most. */
final class AuditControl {
    private static final int MOST_BYTES = 1 << 20;
    private static final long WAIT_SECONDS = 5;

    /** Looked for at these places only: neither is a path that some environment names. */
    private static final List<String> PROGRAMS = List.of("usr/sbin/auditctl", "sbin/auditctl");

    private final Path root;

    /** @param root {@code /} but in tests */
    AuditControl(Path root) {
        this.root = root;
    }

    /** The lines of {@code auditctl OPTION}; where there are none, {@code unreadable} gets the reason. */
    List<String> ask(String option, List<String> unreadable) throws InterruptedException {
        String shown = "auditctl " + option;
        Optional<Path> program =
                PROGRAMS.stream().map(root::resolve).filter(Files::isExecutable).findFirst();
        if (program.isEmpty()) {
            unreadable.add(shown + ": it is not installed");
            return List.of();
        }
        try {
            Process process = new ProcessBuilder(program.get().toString(), option)
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectError(Redirect.DISCARD)
                    .start();
            try {
                return answer(process, shown, unreadable);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            unreadable.add(shown + ": " + e.getClass().getSimpleName());
            return List.of();
        }
    }

    private static List<String> answer(Process process, String shown, List<String> unreadable)
            throws InterruptedException {
        CompletableFuture<byte[]> out = CompletableFuture.supplyAsync(() -> bytes(process));
        try {
            byte[] bytes = out.get(WAIT_SECONDS, TimeUnit.SECONDS);
            if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
                unreadable.add(shown + ": it does not end");
            } else if (process.exitValue() != 0) {
                unreadable.add(shown + ": status " + process.exitValue());
            } else {
                return HostFacts.linesOf(shown, bytes, unreadable);
            }
        } catch (TimeoutException | ExecutionException e) {
            unreadable.add(shown + ": no answer");
        }
        return List.of();
    }

    private static byte[] bytes(Process process) {
        try (InputStream in = process.getInputStream()) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
