package io.execparity.collect.agent.source;

import io.execparity.collect.agent.intake.Complaints;
import io.execparity.collect.agent.intake.Delivery;
import io.execparity.collect.agent.spool.Incoming;
import io.execparity.collect.agent.spool.SourceKind;
import io.execparity.collect.agent.spool.SourceState;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.ListPosition;
import io.execparity.collect.ima.ListProblem;
import io.execparity.collect.ima.LiveList;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.NotAMeasurementListException;
import io.execparity.collect.ima.StagedList;
import io.execparity.schema.message.MeasurementPlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One of the kernel's measurement lists. Every entry is a record of its very bytes, damaged ones too; that entries went
 * missing or changed within a boot is a message, and the list as it is then is sent from its beginning.
 */
public final class MeasurementListSource implements LineSource {
    /** Larger entries are told as lost. */
    static final int MOST_BYTES = MeasurementPlace.LARGEST_SENT;

    private static final int BOOT_BYTES = 64;

    private final String name;
    private final Path bootId;
    private final long lookMillis;
    private final LiveList list;
    private final Delivery delivery;
    private final Complaints complaints;

    /**
     * Goes on where an earlier run stopped.
     *
     * @param file the list, of any bank and kind
     * @param lookMillis between two looks for new entries
     * @param bootId {@code /proc/sys/kernel/random/boot_id} but in tests
     * @param spool knows where the earlier run stopped
     */
    public MeasurementListSource(Path file, long lookMillis, Path bootId, Spool spool, Delivery delivery) {
        this.name = SourceKind.MEASUREMENT_LIST.prefix() + file.getFileName();
        this.bootId = bootId;
        this.lookMillis = lookMillis;
        this.delivery = delivery;
        this.complaints = new Complaints(delivery.log());
        ListPosition resume = spool.state(name)
                .map(SourceState::resume)
                .flatMap(ListPosition::of)
                .orElse(null);
        this.list = new LiveList(new StagedList(file), resume);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run() throws InterruptedException {
        Taking taking = new Taking();
        while (true) {
            look(taking);
            Thread.sleep(lookMillis);
        }
    }

    private void look(Taking taking) {
        try {
            list.poll(boot(), taking);
            complaints.over();
        } catch (IOException e) {
            complaints.say("the measurement list " + name + " cannot be read: "
                    + e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (NotAMeasurementListException e) {
            complaints.say("the measurement list " + name + " " + e.getMessage());
        }
    }

    private String boot() throws IOException {
        try (InputStream in = Files.newInputStream(bootId)) {
            return new String(in.readNBytes(BOOT_BYTES), StandardCharsets.US_ASCII).strip();
        }
    }

    private final class Taking implements LiveList.Handler {
        @Override
        public void changed(LiveList.Change change) {
            switch (change) {
                case FIRST, GROWN -> {}
                case REBOOTED, TRIMMED, SHRUNK, REWRITTEN -> {
                    delivery.say("the measurement list " + name + ": " + change);
                    delivery.tell(delivery.messages().changed(name, change));
                }
            }
        }

        @Override
        public void item(ListItem item, byte[] raw) {
            ListPosition behind = list.position();
            if (behind == null) {
                throw new IllegalStateException("an entry without a place");
            }
            if (raw.length > MOST_BYTES) {
                delivery.tellOversized(name, raw.length);
                return;
            }
            long number = item instanceof MeasurementEntry entry ? entry.number() : ((ListProblem) item).entry();
            MeasurementPlace place = new MeasurementPlace(
                    behind.boot(), behind.listing(), number, behind.shape().word());
            delivery.put(Incoming.line(name, place.text(), behind.text(), raw));
        }
    }
}
