package io.execparity.cli;

import io.execparity.alert.AlertService;
import io.execparity.alert.config.AlertConfig;
import io.execparity.alert.config.AlertConfig.Route;
import io.execparity.alert.config.AlertConfigReader;
import io.execparity.collect.config.KafkaTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** From findings to whoever is on call. */
@Command(
        name = "alert",
        description = "Tells people and programs of findings until it is told to stop.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  stopped, or the file is sound", "  2  bad usage, file or folder", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class AlertCommand extends Follower<AlertConfig> {
    @Override
    AlertConfig read(Path file, String hostName) throws IOException {
        return new AlertConfigReader(System.getenv(), hostName).read(file);
    }

    @Override
    void check(AlertConfig config) throws IOException {
        FolderTrial.check(config.state());
        if (config.input() instanceof AlertConfig.Topic topic) {
            KafkaTrial.check(topic.properties());
        }
    }

    @Override
    String path(AlertConfig config) {
        return "findings of " + config.input() + " go to "
                + config.routes().stream().map(Route::name).collect(Collectors.joining(", "));
    }

    @Override
    void run(AlertConfig config, Consumer<String> complaints) throws IOException, InterruptedException {
        AlertService service = AlertService.start(config, Clock.systemUTC(), complaints);
        atStop(service::close);
        service.awaitEnd();
    }
}
