package io.execparity.collect.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Whether a Kafka client can be made of its settings: it reads the files that they name, and asks no broker. */
public final class KafkaTrial {
    /** A port of this machine's own (discard), in place of brokers that a trial is not to reach. */
    private static final String NOBODY = "127.0.0.1:9";

    private KafkaTrial() {}

    /**
     * Makes a client and throws it away.
     *
     * @param properties of any client, secrets included
     * @throws IOException where none can be made of them, with the reason and without any secret
     */
    public static void check(Map<String, String> properties) throws IOException {
        Map<String, Object> tried = new HashMap<>(properties);
        tried.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, NOBODY);
        ByteArraySerializer bytes = new ByteArraySerializer();
        try {
            new KafkaProducer<>(tried, bytes, bytes).close(Duration.ZERO);
        } catch (KafkaException e) {
            throw new IOException(reason(e), e);
        }
    }

    /** True where a client could not even be made. */
    public static boolean isRefusal(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof KafkaException
                && (message.startsWith("Failed to construct") || message.startsWith("Failed to create new"));
    }

    /** Why a client could not be made, without any secret; of any other failure what it says itself. */
    public static String reason(KafkaException failure) {
        return isRefusal(failure)
                ? "no Kafka client can be made of the settings: " + refusal(failure)
                : String.valueOf(failure.getMessage());
    }

    private static String refusal(Throwable refusal) {
        Set<String> words = new LinkedHashSet<>();
        for (Throwable cause = refusal.getCause(); cause != null; cause = cause.getCause()) {
            if (isLogin(cause)) {
                // The client's words may hold some of what stands there, passwords too.
                return "it refuses sasl.jaas.config";
            }
            if (!String.valueOf(cause.getMessage()).startsWith("Failed to create new")) {
                words.add(words(cause));
            }
        }
        return words.isEmpty() ? "it tells no reason" : String.join(": ", words);
    }

    private static boolean isLogin(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof LoginException || message.contains("LoginException") || message.contains("JAAS");
    }

    private static String words(Throwable cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return cause instanceof AccessDeniedException ? "permission denied" : String.valueOf(cause.getMessage());
    }
}
