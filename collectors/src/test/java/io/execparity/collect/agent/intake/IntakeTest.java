package io.execparity.collect.agent.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.agent.spool.Incoming;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.agent.spool.SpoolSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As long as {@code run} is not called, nobody writes: a disk that takes nothing. */
class IntakeTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    private Spool spool;
    private Intake intake;

    @BeforeEach
    void open() throws IOException {
        LossMessages messages = new LossMessages("h", "h", () -> 0);
        spool = Spool.open(new SpoolSettings(folder.resolve("spool"), 64 * MEBIBYTE), messages, 7);
        intake = new Intake(spool, messages, 10, text -> {});
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    @Test
    void the_agents_own_messages_are_bounded_as_well_and_what_is_left_out_is_counted() throws IOException {
        for (int i = 0; i < 100; i++) {
            intake.tell(new byte[MEBIBYTE / 2]);
        }
        assertThat(intake.taken()).isBetween(18L, 20L);

        List<String> written = written();

        assertThat(written).hasSize((int) intake.taken());
        assertThat(written.get(written.size() - 1))
                .contains("\"reason\":\"overrun\"", "\"lines\":" + (101 - intake.taken()));
    }

    @Test
    void a_message_that_no_record_can_hold_is_told_in_its_place() throws IOException {
        intake.tell(new byte[MEBIBYTE]);

        assertThat(written()).singleElement().asString().contains("\"reason\":\"oversized\"", "\"bytes\":1048576");
    }

    @Test
    void a_stream_that_is_too_fast_loses_first_what_no_rule_needs_and_the_numbers_show_it() throws IOException {
        String needed = "type=EXECVE msg=audit(1.000:5): argc=1 a0=\"" + "x".repeat(60_000) + "\"";
        String other = "type=CRED_ACQ msg=audit(1.000:6): " + "x".repeat(60_000);
        for (int i = 0; i < 120; i++) {
            intake.offer(Incoming.line("audit-socket", "", "", (i % 2 == 0 ? needed : other).getBytes(UTF_8)));
        }

        List<String> written = written();

        assertThat(written).filteredOn(line -> line.startsWith("type=EXECVE")).hasSize(60);
        assertThat(written).filteredOn(line -> line.startsWith("type=CRED_ACQ")).hasSizeBetween(30, 40);
        assertThat(written)
                .filteredOn(line -> line.contains("\"reason\":\"overrun\""))
                .singleElement()
                .asString()
                .contains("\"lines\":" + intake.dropped(), "\"serials\":[\"6\"]");
    }

    private List<String> written() throws IOException {
        intake.close();
        intake.run();
        return spool.read(spool.acknowledged(), 64 * MEBIBYTE).records().stream()
                .map(record -> new String(record.record().value(), UTF_8))
                .toList();
    }
}
