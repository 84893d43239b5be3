package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.record.ConfigChangeRecord;
import io.execparity.schema.record.DaemonRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.RecordType;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes to auditing itself. A removal of rules is judged a minute later: a reload removes them and puts them back. */
final class AuditWatch {
    private static final long RESTORE_MILLIS = 60_000;
    private static final int MAX_EVIDENCE = 16;

    private final String host;
    private final Consumer<Observation> out;

    private long removed;
    private long restored;
    private @Nullable EventKey removal;
    private @Nullable ProcessView remover;
    private long removedAt;
    private final List<String> evidence = new ArrayList<>();
    /** Rules removed and not put back, by what their records say of them. */
    private final Map<String, Integer> missing = new HashMap<>();

    private @Nullable EventKey daemonStart;
    private boolean daemonRunning;

    AuditWatch(String host, Consumer<Observation> out) {
        this.host = host;
        this.out = out;
    }

    /** Takes a change of the audit configuration, with who made it where that is on record. */
    void changed(AuditEvent event, ConfigChangeRecord change, @Nullable ProcessView process, long now) {
        String operation = change.operation().text();
        if (!change.succeeded()) {
            return;
        }
        if (operation.equals("remove_rule") || operation.equals("autoremove_rule")) {
            removed++;
            missing.merge(rule(change), 1, Integer::sum);
            removedAt = now;
            if (removal == null) {
                removal = event.key();
                remover = process;
            }
            if (evidence.size() < MAX_EVIDENCE) {
                evidence.add(event.key().stamp());
            }
        } else if (operation.equals("add_rule")) {
            if (missing.getOrDefault(rule(change), 0) > 0) {
                missing.merge(rule(change), -1, Integer::sum);
                restored++;
            }
        } else if (change.setting("audit_enabled", 1) == 0 && change.old(1) != 0) {
            tell(
                    event.key(),
                    Observation.AuditChange.Kind.DISABLED,
                    process,
                    1,
                    List.of(event.key().stamp()));
        }
    }

    /** What a record says of the rule that it is about; the rule itself it does not say. */
    private static String rule(ConfigChangeRecord change) {
        Bytes key = change.ruleKey();
        return change.setting("list", -1) + " " + (key == null ? "" : key.text());
    }

    /** Takes a record of the daemon's. */
    void daemon(AuditEvent event, DaemonRecord record) {
        List<String> stamp = List.of(event.key().stamp());
        if (record.type() == RecordType.DAEMON_START) {
            if (daemonRunning) {
                EventKey before = daemonStart;
                List<String> both = before == null
                        ? stamp
                        : List.of(before.stamp(), event.key().stamp());
                tell(event.key(), Observation.AuditChange.Kind.DAEMON_VANISHED, null, 1, both);
            }
            daemonRunning = true;
            daemonStart = event.key();
        } else {
            daemonRunning = false;
            boolean aborted = record.type() == RecordType.DAEMON_ABORT
                    || record.result() != null && !record.result().is("success");
            tell(
                    event.key(),
                    aborted ? Observation.AuditChange.Kind.DAEMON_ABORTED : Observation.AuditChange.Kind.DAEMON_STOPPED,
                    null,
                    1,
                    stamp);
        }
    }

    /** Judges a removal whose minute is over; called as time passes. */
    void settle(long now) {
        if (removal != null && now - removedAt > RESTORE_MILLIS) {
            judge();
        }
    }

    /** Judges what there is: the stream ended. */
    void judge() {
        EventKey key = removal;
        if (key == null) {
            return;
        }
        boolean reload = restored >= removed;
        tell(
                key,
                reload ? Observation.AuditChange.Kind.RULES_RELOADED : Observation.AuditChange.Kind.RULES_REMOVED,
                remover,
                reload ? removed : removed - restored,
                List.copyOf(evidence));
        removal = null;
        remover = null;
        removed = 0;
        restored = 0;
        evidence.clear();
        missing.clear();
    }

    /** A reboot ends the daemon without a word of its own. */
    void reboot() {
        judge();
        daemonRunning = false;
    }

    private void tell(
            EventKey key,
            Observation.AuditChange.Kind kind,
            @Nullable ProcessView process,
            long count,
            List<String> stamps) {
        out.accept(new Observation.AuditChange(host, key, kind, process, count, stamps));
    }
}
