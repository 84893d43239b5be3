package io.execparity.alert.config;

import io.execparity.alert.choice.Choice;
import io.execparity.alert.choice.Maintenance;
import io.execparity.alert.engine.Pace;
import io.execparity.alert.route.Receiver;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the alerting process does.
 *
 * @param name what it calls itself where it tells of itself
 * @param input where findings come from
 * @param state the folder of what outlives the process
 * @param choices what alerts whom; of several that are about a finding the first one counts
 * @param maintenances when nobody is told of some hosts
 * @param suppressions files of the site's suppressions
 * @param probeKey the site's key, from which those follow by which hosts announce probes' runs; empty for none
 * @param routes who is told, at least one
 * @param metrics where numbers are served, empty for nowhere
 */
public record AlertConfig(
        String name,
        Input input,
        Path state,
        List<Choice> choices,
        List<Maintenance> maintenances,
        List<Path> suppressions,
        String probeKey,
        List<Route> routes,
        Optional<InetSocketAddress> metrics) {
    public AlertConfig {
        choices = List.copyOf(choices);
        maintenances = List.copyOf(maintenances);
        suppressions = List.copyOf(suppressions);
        routes = List.copyOf(routes);
    }

    /** Where findings come from. */
    public sealed interface Input {
        /** Whether what was there before the first start is passed over. */
        boolean fromEnd();
    }

    /**
     * The job's topic.
     *
     * @param announcements the topic in which probes' runs are announced, empty for none
     */
    public record Topic(Map<String, String> properties, String name, String announcements, boolean fromEnd)
            implements Input {
        public Topic {
            properties = Map.copyOf(properties);
        }

        /** Without the properties, which may hold secrets. */
        @Override
        public String toString() {
            return "topic " + name;
        }
    }

    /** A folder of results. */
    public record Folder(Path folder, boolean fromEnd) implements Input {
        @Override
        public String toString() {
            return folder.toString();
        }
    }

    /**
     * One receiver.
     *
     * @param name 1 to 40 letters, digits and hyphens
     * @param type the word in the file
     * @param leastMillis between two notices
     * @param receiver makes it, with a connection of its own
     */
    public record Route(String name, String type, Pace pace, long leastMillis, Supplier<Receiver> receiver) {}
}
