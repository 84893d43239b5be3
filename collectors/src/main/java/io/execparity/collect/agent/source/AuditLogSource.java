package io.execparity.collect.agent.source;

import io.execparity.collect.agent.intake.Intake;
import io.execparity.collect.agent.intake.LossMessages;
import io.execparity.collect.agent.spool.Incoming;
import io.execparity.collect.agent.spool.SourceState;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.source.FollowPosition;
import io.execparity.collect.source.FollowedLog;
import io.execparity.collect.source.LogChange;
import io.execparity.collect.source.RawLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** auditd's log. Every line is handed over with the place behind it, where the next run goes on. */
public final class AuditLogSource implements LineSource {
    private static final String NAME = "audit-log";
    private static final long LOOK_MILLIS = 100;
    private static final long RETRY_MILLIS = 1_000;

    private final FollowedLog followed;
    private final Intake intake;
    private final LossMessages messages;
    private final Consumer<String> log;

    /**
     * Goes on where an earlier run stopped.
     *
     * @param spool knows where that was
     */
    public AuditLogSource(
            Path file, boolean fromEnd, Spool spool, Intake intake, LossMessages messages, Consumer<String> log) {
        FollowPosition resume = spool.state(NAME)
                .map(SourceState::resume)
                .flatMap(FollowPosition::of)
                .orElse(null);
        this.followed = new FollowedLog(file, resume, fromEnd);
        this.intake = intake;
        this.messages = messages;
        this.log = log;
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
        } catch (StoppedException e) {
            throw new InterruptedException(e.getMessage());
        } catch (IOException e) {
            log.accept("the audit log cannot be closed: " + e.getMessage());
        }
    }

    /** Returns how long to wait before the next look, in milliseconds. */
    private long look(Taking taking) {
        try {
            return followed.poll(taking) ? 0 : LOOK_MILLIS;
        } catch (IOException e) {
            log.accept("the audit log cannot be read: " + e.getMessage());
            return RETRY_MILLIS;
        }
    }

    /** Carries an interruption through a handler that may not throw one. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final class Taking implements FollowedLog.Handler {
        @Override
        public void line(RawLine line) {
            FollowPosition position = followed.position();
            put(Incoming.line(
                    NAME,
                    place(position, line.offset()),
                    text(position),
                    line.copy(line.length()).toArray()));
        }

        @Override
        public void unfinished(RawLine line) {
            line(line);
        }

        @Override
        public void oversized(RawLine beginning, long fullLength) {
            line(beginning);
            intake.tell(messages.oversized(NAME, fullLength));
        }

        @Override
        public void changed(LogChange change) {
            log.accept("the audit log " + change.file() + ": " + change.kind());
            intake.tell(messages.changed(NAME, change));
        }

        private void put(Incoming line) {
            try {
                intake.put(line);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException();
            }
        }
    }

    private static String text(@Nullable FollowPosition position) {
        return position == null ? "" : position.text();
    }

    private static String place(@Nullable FollowPosition position, long offset) {
        return position == null
                ? ""
                : position.file().device() + ":" + position.file().inode() + ":" + offset;
    }
}
