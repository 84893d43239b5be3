package io.execparity.schema.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.Loss;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageReaderTest {
    @ParameterizedTest
    @EnumSource(Loss.Reason.class)
    void a_loss_is_read_as_it_was_written(Loss.Reason reason) throws Exception {
        assertThat(MessageReader.agentMessage(new LossJson().line(Samples.loss(reason))))
                .isEqualTo(Samples.loss(reason));
        assertThat(MessageReader.agentMessage(new LossJson().line(Samples.bareLoss())))
                .isEqualTo(Samples.bareLoss());
    }

    @ParameterizedTest
    @EnumSource(HostSnapshot.Cause.class)
    void a_snapshot_is_read_as_it_was_written(HostSnapshot.Cause cause) throws Exception {
        HostSnapshot full = Samples.snapshot(cause, List.of("one", "", "naïve \uD83D\uDE00"));

        assertThat(MessageReader.agentMessage(new HostSnapshotJson().line(full)))
                .isEqualTo(full);
        assertThat(MessageReader.agentMessage(new HostSnapshotJson().line(Samples.bareSnapshot(cause))))
                .isEqualTo(Samples.bareSnapshot(cause));
    }

    @Test
    void a_host_is_read_as_it_was_written_and_what_was_cut_once_is_not_cut_again() throws Exception {
        List<String> many = new ArrayList<>(Collections.nCopies(3_000, "x"));
        many.set(0, "x".repeat(5_000));
        HostSnapshot tooLong = Samples.snapshot(HostSnapshot.Cause.START, many);
        byte[] sent = new HostSnapshotJson().line(tooLong);
        HostSnapshot received = (HostSnapshot) MessageReader.agentMessage(sent);
        HostRecord host = HostRecord.of("h")
                .with(received)
                .with(Samples.loss(Loss.Reason.OVERRUN))
                .with(Samples.bareLoss());

        byte[] line = new HostJson().line(host);

        assertThat(new HostSnapshotJson().line(received)).isEqualTo(sent);
        assertThat(MessageReader.host(line)).isEqualTo(host);
        assertThat(new HostJson().line(MessageReader.host(line))).isEqualTo(line);
        assertThat(received.mounts()).hasSize(2_049).last().isEqualTo("…[+952 items]");
        assertThat(received.mounts().get(0)).endsWith("…[+904 bytes]");
    }

    @Test
    void losses_add_up_and_the_latest_snapshot_and_time_count() {
        HostSnapshot late = at(Samples.snapshot(HostSnapshot.Cause.DAILY, List.of("late")), 20);
        HostRecord host = HostRecord.of("h")
                .with(late)
                .with(at(Samples.snapshot(HostSnapshot.Cause.START, List.of("early")), 10))
                .with(Samples.loss(Loss.Reason.OVERRUN))
                .with(Samples.loss(Loss.Reason.OVERRUN))
                .with(Samples.bareLoss())
                .seen(30)
                .seen(25);

        assertThat(host.snapshot()).isEqualTo(late);
        assertThat(host.seenMillis()).isEqualTo(30);
        assertThat(host.losses().get(Loss.Reason.OVERRUN))
                .isEqualTo(new HostRecord.Losses(2, 6, 198, 0, "audit-log", "Why."));
        assertThat(host.losses().get(Loss.Reason.LOG_TRUNCATED).lines()).isZero();
    }

    @Test
    void what_a_later_build_adds_is_passed_over_and_what_it_changes_is_refused() throws Exception {
        String loss = new String(new LossJson().line(Samples.bareLoss()), UTF_8);

        assertThat(MessageReader.agentMessage(loss.replace("\"loss\":{", "\"colour\":{\"a\":[1]},\"loss\":{\"more\":2,")
                        .getBytes(UTF_8)))
                .isEqualTo(Samples.bareLoss());
        assertThatThrownBy(() -> MessageReader.agentMessage(
                        loss.replace("\"version\":1", "\"version\":2").getBytes(UTF_8)))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageContaining("version 2 of this form is not known here, only 1");
        assertThatThrownBy(() -> MessageReader.agentMessage(
                        loss.replace("\"kind\":\"loss\"", "\"kind\":\"rain\"").getBytes(UTF_8)))
                .hasMessageContaining("'rain' is no message of an agent");
    }

    @Test
    void whatever_the_bytes_are_nothing_else_is_thrown() {
        byte[][] sound = {
            new LossJson().line(Samples.loss(Loss.Reason.OVERRUN)),
            new HostSnapshotJson().line(Samples.snapshot(HostSnapshot.Cause.START, List.of("x")))
        };
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] harmed = sound[i % 2].clone();
            harmed[random.nextInt(harmed.length)] = (byte) random.nextInt();
            try {
                assertThat(MessageReader.agentMessage(harmed)).isNotNull();
            } catch (InvalidCatalogueException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static HostSnapshot at(HostSnapshot taken, long epochMillis) {
        return new HostSnapshot(
                epochMillis,
                taken.host(),
                taken.agent(),
                taken.cause(),
                taken.boot(),
                taken.kernel(),
                taken.machine(),
                taken.securityModules(),
                taken.memfdNoexec(),
                taken.mounts(),
                taken.auditStatus(),
                taken.auditRules(),
                taken.imaPolicy(),
                taken.runtimes(),
                taken.unreadable(),
                taken.timeZone());
    }
}
