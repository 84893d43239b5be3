package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.collect.agent.Agent;
import io.execparity.collect.ima.FileDigest;
import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.MeasurementListReader;
import io.execparity.collect.reference.Reference;
import io.execparity.schema.message.LineHeaders;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.MeasurementListFiles;
import io.execparity.stream.ResultKind;
import io.execparity.stream.measurement.UnknownDigests.Content;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Measurement lists that agents follow, through a real broker and the whole job. */
final class LiveListTest extends LiveJobs {
    private static final String HOST = "lab-host";
    private static final Path LISTS = Path.of("../corpus/linux-7.2-enriched");
    private static final String BANK = "binary_runtime_measurements_sha256";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int WRONG = 50;

    @Test
    void whatTheReferenceLacksIsToldOnceThoughTwoListsHaveIt() throws Exception {
        // Given
        Path list = Files.copy(LISTS.resolve(BANK), folder.resolve(BANK));
        Path ascii = Files.copy(LISTS.resolve("ascii_runtime_measurements_sha1"), folder.resolve("ascii"));
        Path sums = reference(entries(Files.readAllBytes(list)));
        Topics topics = topics(1);
        follow(topics, List.of(list, ascii));

        // When
        new Job(topics)
                .bounded()
                .parallelism(2)
                .measured()
                .with("site: {reference: " + sums + "}\n")
                .run();

        // Then
        List<Content> lacking = MeasurementListFiles.read(null, List.of(list), List.of(), Reference.load(sums, null))
                .unknown()
                .contents();
        assertThat(lacking).hasSizeGreaterThan(20).anyMatch(Content::changed);
        List<JsonNode> findings = findings(topics);
        assertThat(findings)
                .allMatch(finding -> finding.at("/rule/name").asText().equals("unknown-digest"))
                .extracting(finding -> finding.at("/file/path").asText()
                        + ' '
                        + finding.at("/file/hash/sha256").asText())
                .containsExactlyInAnyOrderElementsOf(lacking.stream()
                        .map(content -> content.path() + ' ' + content.digest())
                        .toList());
        assertThat(topics.values(ResultKind.REJECTED)).isEmpty();
    }

    @Test
    void neitherAKilledJobNorAListThatIsSentAgainTellsAContentTwice() throws Exception {
        // Given
        Path list = Files.copy(LISTS.resolve(BANK), folder.resolve(BANK));
        String site = "site: {reference: " + reference(entries(Files.readAllBytes(list))) + "}\n";
        Topics topics = topics(1);
        follow(topics, List.of(list));
        JobClient first = new Job(topics).measured().with(site).make().start();
        topics.await(ResultKind.FINDINGS, 20, LONG);

        // When
        kill(first);
        follow(topics, List.of(list));
        settle(topics, new Job(topics).measured().with(site).make().start(), topics.ima());

        // Then
        List<String> told = topics.values(ResultKind.FINDINGS).stream()
                .map(line -> line.replaceFirst("\"@timestamp\":\"[^\"]*\"", ""))
                .toList();
        assertThat(told).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    @Test
    void whatTheSiteSaysIsAsItShouldBeIsHeldBack() throws Exception {
        // Given
        Path list = Files.copy(LISTS.resolve(BANK), folder.resolve(BANK));
        Path sums = Files.writeString(folder.resolve("sums"), "0".repeat(64) + "  /no/such/file\n");
        MeasurementEntry dash = entries(Files.readAllBytes(list)).stream()
                .filter(entry -> entry.name().toString().equals("/usr/bin/dash"))
                .findFirst()
                .orElseThrow();
        String digest = HexFormat.of().formatHex(dash.digest().value().toArray());
        Topics topics = topics(1);
        topics.say("reference-entry/dash", """
                {"message":{"kind":"reference-entry","version":1},"id":"dash","hash":{"sha256":"%s"},
                 "reason":"The update.","owner":"lab","from":"2026-11-22T00:00:00Z"}""".formatted(digest));
        follow(topics, List.of(list));

        // When
        new Job(topics)
                .bounded()
                .measured()
                .controlled()
                .with("site: {reference: " + sums + "}\n")
                .run();

        // Then
        assertThat(topics.values(ResultKind.FINDINGS)).isNotEmpty().noneMatch(line -> line.contains(digest));
        assertThat(topics.values(ResultKind.SUPPRESSED))
                .singleElement()
                .asString()
                .contains(digest, "The update.");
    }

    @Test
    void anEntryThatDoesNotHashToItsDigestIsToldAlsoWithoutAReference() throws Exception {
        // Given
        byte[] bytes = Files.readAllBytes(LISTS.resolve(BANK));
        MeasurementEntry entry = entries(bytes).get(WRONG);
        int path = new String(bytes, ISO_8859_1).indexOf(entry.name().toString(), (int) entry.offset());
        bytes[path + 1] ^= 1;
        Path list = Files.write(folder.resolve(BANK), bytes);
        Topics topics = topics(1);
        follow(topics, List.of(list));
        send(topics, "other", "boot-of-no-kernel", "an entry");
        send(topics, "other", "0a-1/0/7/binary-sha256-le", "no entry");

        // When
        new Job(topics).bounded().measured().run();

        // Then
        assertThat(topics.values(ResultKind.REJECTED))
                .singleElement()
                .asString()
                .contains("no_entry");
        List<JsonNode> findings = findings(topics);
        assertThat(findings).hasSize(2).anySatisfy(finding -> {
            assertThat(finding.at("/host/name").asText()).isEqualTo("other");
            assertThat(finding.at("/rule/name").asText()).isEqualTo("measurement-list-tampered");
            assertThat(finding.at("/execparity/explanation").asText())
                    .startsWith("The measurement list binary-sha256-le of boot 0a-1 is wrong at entry 7: ")
                    .endsWith("the copy may be damaged.");
        });
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.at("/rule/name").asText()).isEqualTo("measurement-list-tampered");
            assertThat(finding.at("/execparity/evidence/0").asText()).isEqualTo("ima:" + WRONG);
            assertThat(finding.at("/host/name").asText()).isEqualTo(HOST);
        });
    }

    @Test
    void aReferenceThatNobodyNeedsOrNobodyCanReadIsRefused() throws Exception {
        Topics topics = topics(1);
        Path sums = Files.writeString(folder.resolve("sums"), "0".repeat(64) + "  /bin/sh\n");
        Path other = Files.writeString(folder.resolve("other"), "no reference");

        assertThatThrownBy(() -> new Job(topics)
                        .with("site: {reference: " + sums + "}\n")
                        .config())
                .hasMessageContaining("stream.yaml:")
                .hasMessageContaining("without the topic 'ima'");
        assertThatThrownBy(() -> new Job(topics)
                        .measured()
                        .with("site: {reference: sums}\n")
                        .config())
                .hasMessageContaining("stream.yaml:")
                .hasMessageContaining("no absolute path");
        assertThatThrownBy(() -> new Job(topics)
                        .measured()
                        .with("site: {reference: " + other + "}\n")
                        .run())
                .hasMessageContaining("other");
        assertThatThrownBy(() -> new Job(topics)
                        .measured()
                        .with("site: {reference-keys: " + folder + "}\n")
                        .config())
                .hasMessageContaining("without 'reference'");
    }

    private static void send(Topics topics, String host, String place, String entry) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker().address()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topics.ima(), host.getBytes(UTF_8), entry.getBytes(UTF_8));
            record.headers().add(LineHeaders.PLACE, place.getBytes(UTF_8));
            producer.send(record).get();
        }
    }

    private static List<JsonNode> findings(Topics topics) throws Exception {
        List<JsonNode> findings = new ArrayList<>();
        for (String line : topics.values(ResultKind.FINDINGS)) {
            findings.add(new ObjectMapper().readTree(line));
        }
        return findings;
    }

    private static List<MeasurementEntry> entries(byte[] list) throws Exception {
        List<MeasurementEntry> entries = new ArrayList<>();
        MeasurementListReader reader = MeasurementListReader.open(new ByteArrayInputStream(list));
        for (ListItem item = reader.next(); item != null; item = reader.next()) {
            entries.add((MeasurementEntry) item);
        }
        return entries;
    }

    /** Two thirds of what was measured, some of it with other content. */
    private Path reference(List<MeasurementEntry> entries) throws Exception {
        StringBuilder sums = new StringBuilder();
        for (MeasurementEntry entry : entries) {
            FileDigest digest = entry.digest();
            Bytes name = entry.name();
            if (digest != null && !entry.isViolation() && entry.number() % 3 > 0 && name.startsWith("/")) {
                String hexadecimal = HexFormat.of().formatHex(digest.value().toArray());
                sums.append(entry.number() % 10 == 0 ? "0".repeat(64) : hexadecimal)
                        .append("  ")
                        .append(name)
                        .append('\n');
            }
        }
        return Files.writeString(folder.resolve("sums"), sums);
    }

    /** Has an agent send all that the lists have. */
    private void follow(Topics topics, List<Path> lists) throws Exception {
        int all = 0;
        for (Path list : lists) {
            all += entries(Files.readAllBytes(list)).size();
        }
        int before = broker().records(topics.ima()).size();
        Agent agent = agent(topics, HOST, "  ima-lists: {files: " + lists + ", check-seconds: 1}");
        try {
            assertThat(broker().records(topics.ima(), before + all, LONG)).hasSize(before + all);
        } finally {
            agent.close();
        }
    }
}
