package io.execparity.collect.agent.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.agent.intake.Delivery;
import io.execparity.collect.agent.intake.Intake;
import io.execparity.collect.agent.intake.LossMessages;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.agent.spool.SpoolRecord;
import io.execparity.collect.agent.spool.SpoolRecord.Kind;
import io.execparity.collect.agent.spool.SpoolSettings;
import io.execparity.collect.agent.spool.SpooledRecord;
import io.execparity.collect.ima.Bank;
import io.execparity.collect.ima.MadeList;
import io.execparity.schema.message.MeasurementPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementListSourceTest {
    @TempDir
    private Path folder;

    private Path list;
    private Path boot;

    @BeforeEach
    void nameThings() throws IOException {
        list = folder.resolve("binary_runtime_measurements");
        boot = Files.writeString(folder.resolve("boot_id"), "1-a\n");
    }

    @Test
    void each_entry_is_a_record_of_its_bytes_that_names_its_boot_and_place() throws Exception {
        Files.write(list, entries(0, 3));

        List<SpoolRecord> records = collected(3);

        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        records.forEach(record -> joined.writeBytes(record.value()));
        assertThat(joined.toByteArray()).isEqualTo(entries(0, 3));
        assertThat(records.get(2).source()).isEqualTo("ima-list-binary_runtime_measurements");
        assertThat(MeasurementPlace.of(records.get(2).place()))
                .contains(new MeasurementPlace("1-a", 0, 2, "binary-sha256-le"));
    }

    @Test
    void the_next_run_goes_on_and_does_not_send_again() throws Exception {
        Files.write(list, entries(0, 3));
        collected(3);
        Files.write(list, entries(0, 5));

        List<SpoolRecord> records = collected(5);

        assertThat(records.stream().map(SpoolRecord::sequence)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(records.get(4).place()).isEqualTo("1-a/0/4/binary-sha256-le");
    }

    @Test
    void a_list_that_was_rewritten_while_nobody_looked_is_told_and_sent_anew() throws Exception {
        Files.write(list, entries(0, 3));
        collected(3);
        Files.write(list, entries(5, 9));

        List<SpoolRecord> records = collected(8);

        assertThat(records.get(3).kind()).isEqualTo(Kind.MESSAGE);
        assertThat(new String(records.get(3).value(), UTF_8)).contains("\"reason\":\"list-rewritten\"");
        assertThat(records.get(4).place()).isEqualTo("1-a/1/0/binary-sha256-le");
    }

    @Test
    void a_list_that_shrank_and_another_boot_are_told() throws Exception {
        Files.write(list, entries(0, 3));
        collected(3);
        Files.write(list, entries(0, 2));
        List<SpoolRecord> shrunk = collected(6);
        Files.writeString(boot, "2-b\n");
        List<SpoolRecord> rebooted = collected(9);

        assertThat(new String(shrunk.get(3).value(), UTF_8)).contains("\"reason\":\"list-shrunk\"");
        assertThat(new String(rebooted.get(6).value(), UTF_8)).contains("\"reason\":\"list-rebooted\"");
        assertThat(rebooted.get(7).place()).isEqualTo("2-b/0/0/binary-sha256-le");
    }

    @Test
    void a_host_without_a_list_is_told_of_once() throws Exception {
        List<String> said = new ArrayList<>();
        try (Running running = new Running(said)) {
            Thread.sleep(300);
            assertThat(running.spool.isDrained()).isFalse();
        }

        assertThat(said).hasSize(1);
        assertThat(said.get(0)).contains("NoSuchFileException");
    }

    private static byte[] entries(int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            out.writeBytes(MadeList.of(Bank.SHA256)
                    .measured("/bin/" + i, MadeList.file(i))
                    .binary());
        }
        return out.toByteArray();
    }

    /** Runs the source until the spool holds so many records. */
    private List<SpoolRecord> collected(int atLeast) throws Exception {
        try (Running running = new Running(new ArrayList<>())) {
            long deadline = System.nanoTime() + 20_000_000_000L;
            List<SpooledRecord> records = running.read();
            while (records.size() < atLeast && System.nanoTime() < deadline) {
                Thread.sleep(20);
                records = running.read();
            }
            assertThat(records).hasSize(atLeast);
            return records.stream().map(SpooledRecord::record).toList();
        }
    }

    /** A source, its intake and its spool. */
    private final class Running implements AutoCloseable {
        private final Spool spool;
        private final Intake intake;
        private final Thread writer;
        private final Thread reader;

        Running(List<String> said) throws IOException {
            LossMessages messages = new LossMessages("h", "h", () -> 0);
            spool = Spool.open(new SpoolSettings(folder.resolve("spool"), 1 << 20), messages, 7);
            intake = new Intake(spool, messages, 10, said::add);
            MeasurementListSource source =
                    new MeasurementListSource(list, 20, boot, spool, new Delivery(intake, messages, said::add));
            writer = new Thread(intake);
            reader = new Thread(() -> {
                try {
                    source.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            writer.start();
            reader.start();
        }

        List<SpooledRecord> read() throws IOException {
            return spool.read(spool.acknowledged(), 1 << 20).records();
        }

        @Override
        public void close() throws IOException {
            reader.interrupt();
            try {
                reader.join();
                intake.close();
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            spool.close();
        }
    }
}
