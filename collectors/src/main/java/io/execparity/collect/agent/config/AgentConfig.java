package io.execparity.collect.agent.config;

import io.execparity.collect.agent.spool.SpoolSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that an agent is told.
 *
 * @param host the name under which lines are sent, their key in Kafka
 * @param agent the agent's own name, the same in every run
 * @param spool where lines wait, and how much of them
 * @param syncMillis how long a line may be in memory of the kernel only, in milliseconds
 * @param metrics where metrics and health are served, always an address of this machine's own; empty for nowhere
 */
public record AgentConfig(
        String host,
        String agent,
        Sources sources,
        SpoolSettings spool,
        int syncMillis,
        KafkaTarget kafka,
        SnapshotPlan snapshot,
        Optional<InetSocketAddress> metrics) {

    /**
     * Where lines come from.
     *
     * @param auditLog the log to follow
     * @param auditSocket the socket of auditd's af_unix plugin
     * @param standardInput whether lines come there, as for a plugin of auditd's
     * @param journal the command that prints the journal as JSON lines; empty for none
     * @param execveatFlags the command that prints what a tracer saw of execveat; empty for none
     * @param measurements IMA's lists
     */
    public record Sources(
            Optional<FollowedFile> auditLog,
            Optional<Path> auditSocket,
            boolean standardInput,
            List<String> journal,
            List<String> execveatFlags,
            Measurements measurements) {
        public Sources {
            journal = List.copyOf(journal);
            execveatFlags = List.copyOf(execveatFlags);
        }

        boolean isEmpty() {
            return auditLog.isEmpty()
                    && auditSocket.isEmpty()
                    && !standardInput
                    && journal.isEmpty()
                    && execveatFlags.isEmpty()
                    && measurements.lists().isEmpty();
        }
    }

    /**
     * A log and where to begin with it.
     *
     * @param fromEnd leaves out what is there when the agent first runs
     */
    public record FollowedFile(Path file, boolean fromEnd) {}

    /**
     * The kernel's measurement lists.
     *
     * @param lists none for none, with file names that differ
     * @param checkSeconds between two looks for new entries
     */
    public record Measurements(List<Path> lists, int checkSeconds) {
        public Measurements {
            lists = List.copyOf(lists);
        }
    }

    /**
     * Where lines go.
     *
     * @param properties of the Kafka client, secrets included, so that it must not be printed
     */
    public record KafkaTarget(
            String lineTopic,
            String flagsTopic,
            String measurementTopic,
            String messageTopic,
            Map<String, String> properties) {
        public KafkaTarget {
            properties = Map.copyOf(properties);
        }

        @Override
        public String toString() {
            return "Kafka's topics " + lineTopic + ", " + flagsTopic + ", " + measurementTopic + " and " + messageTopic;
        }
    }

    /**
     * When the host is looked at.
     *
     * @param enabled whether it is at all
     * @param checkSeconds between two looks for a change
     */
    public record SnapshotPlan(boolean enabled, int checkSeconds) {}
}
