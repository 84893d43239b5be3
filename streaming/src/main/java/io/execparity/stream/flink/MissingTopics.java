package io.execparity.stream.flink;

import io.execparity.collect.config.KafkaTrial;
import io.execparity.stream.live.LiveConfig;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics that are not there yet, as the brokers make topics that nobody said more of: reading and writing exactly
 * once both ask for topics that exist.
 */
final class MissingTopics {
    private MissingTopics() {}

    /** @throws IOException where no broker answers, or one refuses */
    static void make(LiveConfig config) throws IOException {
        Set<String> missing = new TreeSet<>(config.topics().read());
        missing.addAll(config.topics().results().values());
        String control = config.topics().control();
        if (control != null) {
            missing.add(control);
        }
        Map<String, Object> client = new HashMap<>(config.kafka().properties());
        try (Admin admin = Admin.create(client)) {
            missing.removeAll(admin.listTopics().names().get());
            List<NewTopic> made = missing.stream()
                    .map(name -> topic(name, name.equals(control)))
                    .toList();
            admin.createTopics(made).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IOException("Kafka's topics cannot be made or listed: " + e.getCause(), e);
            }
        } catch (KafkaException e) {
            throw new IOException("Kafka cannot be reached: " + KafkaTrial.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while topics were made", e);
        }
    }

    /** What the site says holds until it says otherwise, and so does the last record of each key. */
    private static NewTopic topic(String name, boolean isControl) {
        if (isControl) {
            return new NewTopic(name, Optional.of(1), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        }
        return new NewTopic(name, Optional.empty(), Optional.empty());
    }
}
