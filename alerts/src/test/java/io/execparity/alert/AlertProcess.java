package io.execparity.alert;

import io.execparity.alert.config.AlertConfigReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The alerting process in a JVM of its own, to be killed. */
final class AlertProcess {
    private AlertProcess() {}

    static Process start(Path config, File log) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AlertProcess.class.getName(),
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        AlertService.start(
                new AlertConfigReader(System.getenv(), "alert-host").read(Path.of(arguments[0])),
                Clock.systemUTC(),
                System.err::println);
        Thread.currentThread().join();
    }
}
