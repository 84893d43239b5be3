package io.execparity.collect.agent.source;

import io.execparity.collect.agent.intake.Complaints;
import io.execparity.collect.agent.intake.Delivery;
import io.execparity.collect.agent.spool.Incoming;
import io.execparity.collect.agent.spool.SourceState;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.source.FollowPosition;
import io.execparity.collect.source.FollowedLog;
import io.execparity.collect.source.LogChange;
import io.execparity.collect.source.LogIdentity;
import io.execparity.collect.source.RawLine;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** auditd's log. Every line is handed over with the place behind it, where the next run goes on. */
public final class AuditLogSource implements LineSource {
    /** The source's name, under which its lines are numbered. */
    public static final String NAME = "audit-log";

    private static final long LOOK_MILLIS = 100;
    private static final long RETRY_MILLIS = 1_000;

    private final FollowedLog followed;
    private final Delivery delivery;
    private final Complaints complaints;

    /**
     * Goes on where an earlier run stopped.
     *
     * @param spool knows where that was
     */
    public AuditLogSource(Path file, boolean fromEnd, Spool spool, Delivery delivery) {
        FollowPosition resume = spool.state(NAME)
                .map(SourceState::resume)
                .flatMap(FollowPosition::of)
                .orElse(null);
        this.followed = new FollowedLog(file, resume, fromEnd);
        this.delivery = delivery;
        this.complaints = new Complaints(delivery.log());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws InterruptedException {
        Taking taking = new Taking();
        try (followed) {
            while (true) {
                Thread.sleep(look(taking));
            }
        } catch (IOException e) {
            delivery.say("the audit log cannot be closed: " + e.getMessage());
        }
    }

    /** Returns how long to wait before the next look, in milliseconds. */
    private long look(Taking taking) {
        try {
            boolean read = followed.poll(taking);
            complaints.over();
            return read ? 0 : LOOK_MILLIS;
        } catch (ClosedByInterruptException e) {
            // Told to stop in the midst of reading: whoever sleeps next is woken by it.
            return RETRY_MILLIS;
        } catch (IOException e) {
            complaints.say("the audit log cannot be read: " + e.getMessage());
            return RETRY_MILLIS;
        }
    }

    private final class Taking implements FollowedLog.Handler {
        private @Nullable Words known;

        @Override
        public void line(RawLine line) {
            FollowPosition position = followed.position();
            if (position == null) {
                throw new IllegalStateException("a line without a place");
            }
            Words words = known;
            if (words == null || !words.file.equals(position.file())) {
                words = new Words(position.file());
                known = words;
            }
            delivery.put(Incoming.line(
                    NAME,
                    words.place + line.offset(),
                    words.resume + position.offset(),
                    line.copy(line.length()).toArray()));
        }

        @Override
        public void unfinished(RawLine line) {
            line(line);
        }

        @Override
        public void oversized(RawLine beginning, long fullLength) {
            line(beginning);
            delivery.tellOversized(NAME, fullLength);
        }

        @Override
        public void changed(LogChange change) {
            delivery.say("the audit log " + change.file() + ": " + change.kind());
            delivery.tell(delivery.messages().changed(NAME, change));
        }
    }

    /** The words for a file, which are the same for line after line. */
    private static final class Words {
        private final LogIdentity file;
        private final String resume;
        private final String place;

        Words(LogIdentity file) {
            this.file = file;
            this.resume = file.text() + ":";
            this.place = file.device() + ":" + file.inode() + ":";
        }
    }
}
