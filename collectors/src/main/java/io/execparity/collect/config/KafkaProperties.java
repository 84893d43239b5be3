package io.execparity.collect.config;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads the Kafka client's own settings: those it knows, without those that losing nothing depends on. */
public final class KafkaProperties {
    private static final Set<String> COMPRESSIONS = Set.of("none", "gzip", "snappy", "lz4", "zstd");

    /** What the agent decides itself. */
    private static final Map<String, String> FIXED = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName(),
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName(),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "120000",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000",
            ProducerConfig.BUFFER_MEMORY_CONFIG, "16777216");

    private static final Map<String, String> USUAL = Map.of(
            ProducerConfig.LINGER_MS_CONFIG, "100",
            ProducerConfig.BATCH_SIZE_CONFIG, "131072",
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");

    private static final Map<String, String> SERIALIZERS = Map.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName(),
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());

    private final Secrets secrets;
    private final Set<String> known;
    private final Map<String, String> fixed;
    private final Map<String, String> usual;

    private KafkaProperties(Secrets secrets, Set<String> known, Map<String, String> fixed, Map<String, String> usual) {
        this.secrets = secrets;
        this.known = known;
        this.fixed = fixed;
        this.usual = usual;
    }

    /** Those of the agent's producer. */
    public static KafkaProperties ofAgent(Secrets secrets) {
        return new KafkaProperties(secrets, ProducerConfig.configNames(), FIXED, USUAL);
    }

    /** Those of an agent that is told nothing but where the brokers are, uncompressed. */
    public static Map<String, String> ofAgentAt(String bootstrap) {
        Map<String, String> properties = new HashMap<>(USUAL);
        properties.putAll(FIXED);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return properties;
    }

    /** Those that every client of the job has: how to reach the brokers, and as whom. */
    public static KafkaProperties ofJob(Secrets secrets) {
        Set<String> common = new TreeSet<>(ProducerConfig.configNames());
        common.retainAll(ConsumerConfig.configNames());
        common.remove(ConsumerConfig.CLIENT_ID_CONFIG);
        common.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        return new KafkaProperties(secrets, common, Map.of(), Map.of());
    }

    /**
     * What {@code bootstrap}, {@code compression} and {@code properties} say.
     *
     * @throws InvalidCatalogueException with the place in the file, for anything they should not say
     */
    public Map<String, String> read(CatalogueNode kafka) throws InvalidCatalogueException {
        Map<String, String> properties = new HashMap<>(usual);
        if (kafka.find("properties").isPresent()) {
            CatalogueNode given = kafka.require("properties");
            for (String name : given.keys()) {
                properties.put(name, property(name, given.require(name)));
            }
        }
        CatalogueNode bootstrap = kafka.require("bootstrap");
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", bootstrap.texts()));
        properties.putAll(fixed);
        if (known.contains(ProducerConfig.COMPRESSION_TYPE_CONFIG)) {
            properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression(kafka));
        }
        requirePorts(bootstrap);
        check(kafka, properties);
        return properties;
    }

    /** The client itself says so only when it starts. */
    private static void requirePorts(CatalogueNode bootstrap) throws InvalidCatalogueException {
        for (CatalogueNode server : bootstrap.items()) {
            if (!server.text().matches(".+:[0-9]{1,5}")) {
                throw server.wrong("'" + server.text() + "' is nothing like kafka-1.example:9092");
            }
        }
    }

    private static String compression(CatalogueNode kafka) throws InvalidCatalogueException {
        if (kafka.find("compression").isEmpty()) {
            return "lz4";
        }
        String word = kafka.require("compression").text();
        if (!COMPRESSIONS.contains(word)) {
            throw kafka.require("compression").wrong("'" + word + "' is none of gzip, lz4, none, snappy, zstd");
        }
        return word;
    }

    private String property(String name, CatalogueNode value) throws InvalidCatalogueException {
        if (fixed.containsKey(name)
                || name.equals(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)
                || name.equals(ProducerConfig.COMPRESSION_TYPE_CONFIG)) {
            throw value.wrong("'" + name + "' cannot be set here");
        }
        if (!known.contains(name)) {
            throw value.wrong("the Kafka client knows no '" + name + "'");
        }
        boolean secret =
                name.contains("password") || name.equals("sasl.jaas.config") || name.equals("ssl.keystore.key");
        if (secret && !Secrets.isReferred(value.text())) {
            throw value.wrong("a secret must not stand here; write ${file:/path} or ${env:NAME}");
        }
        return secrets.resolve(value, name.equals("sasl.jaas.config"));
    }

    /** The client judges its own values. Its messages may show them, so that only the setting's name is passed on. */
    private static void check(CatalogueNode kafka, Map<String, String> properties) throws InvalidCatalogueException {
        try {
            Map<String, Object> all = new HashMap<>(SERIALIZERS);
            all.putAll(properties);
            new ProducerConfig(all);
        } catch (ConfigException e) {
            String message = String.valueOf(e.getMessage());
            String named = properties.keySet().stream()
                    .filter(message::contains)
                    .findFirst()
                    .orElse("a property");
            throw kafka.wrong("the Kafka client refuses the value of " + named);
        }
    }
}
