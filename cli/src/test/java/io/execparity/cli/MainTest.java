package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class MainTest {

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void withoutArgumentsItSaysWhatItCanDo() {
        // When
        int exitCode = run();

        // Then
        assertThat(exitCode).isZero();
        assertThat(output.toString()).startsWith("Usage: execparity");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void anUnknownOptionIsBadUsage() {
        // When
        int exitCode = run("--no-such-option");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(output.toString()).isEmpty();
        assertThat(errors.toString()).contains("--no-such-option");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
