package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.record.ConfigChangeRecord;
import io.execparity.schema.record.DaemonRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.RecordType;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.Parts;
import io.execparity.stream.state.ProcessViewCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes to auditing itself. A removal of rules is judged a minute later: a reload removes them and puts them back. */
final class AuditWatch {
    private static final long RESTORE_MILLIS = 60_000;
    private static final int MAX_EVIDENCE = 16;

    private static final int REMOVED = 1;
    private static final int RESTORED = 2;
    private static final int REMOVAL = 3;
    private static final int REMOVER = 4;
    private static final int REMOVED_AT = 5;
    private static final int EVIDENCE = 6;
    private static final int MISSING = 7;
    private static final int DAEMON_START = 8;
    private static final int DAEMON_RUNNING = 9;
    private static final int KERNEL = 10;

    private static final int MISSING_RULE = 1;
    private static final int MISSING_TIMES = 2;
    /** Kinds of rules that were removed and not put back; what goes beyond counts as one kind. */
    private static final int MAX_MISSING = 8_192;

    private final String host;
    private final HostKernel kernel;
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

    AuditWatch(String host, HostKernel kernel, Consumer<Observation> out) {
        this.host = host;
        this.kernel = kernel;
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
            String rule = rule(change);
            boolean known = missing.size() < MAX_MISSING || missing.containsKey(rule);
            missing.merge(known ? rule : "", 1, Integer::sum);
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
            kernel.daemonStarted(record.kernel());
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

    /** When {@link #settle} will judge something, engine milliseconds; the end of time if never. */
    long due() {
        return removal == null ? Long.MAX_VALUE : removedAt + RESTORE_MILLIS + 1;
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
        kernel.reboot();
    }

    private void tell(
            EventKey key,
            Observation.AuditChange.Kind kind,
            @Nullable ProcessView process,
            long count,
            List<String> stamps) {
        out.accept(new Observation.AuditChange(host, key, kind, process, count, stamps));
    }

    void save(StateWriter out) {
        out.number(REMOVED, removed);
        out.number(RESTORED, restored);
        Parts.key(out, REMOVAL, removal);
        ProcessViewCodec.CODEC.write(out, REMOVER, remover);
        out.number(REMOVED_AT, removedAt);
        Parts.texts(out, EVIDENCE, evidence);
        new TreeMap<>(missing)
                .forEach((rule, times) -> out.message(MISSING, one -> {
                    one.text(MISSING_RULE, rule);
                    one.number(MISSING_TIMES, times);
                }));
        Parts.key(out, DAEMON_START, daemonStart);
        out.flag(DAEMON_RUNNING, daemonRunning);
        out.text(KERNEL, kernel.release());
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case REMOVED -> removed = Parts.natural(in);
                case RESTORED -> restored = Parts.natural(in);
                case REMOVAL -> removal = Parts.key(in);
                case REMOVER -> remover = ProcessViewCodec.CODEC.read(in.message());
                case REMOVED_AT -> removedAt = Parts.natural(in);
                case EVIDENCE -> Parts.add(in, evidence, in.text(), MAX_EVIDENCE);
                case MISSING -> restoreMissing(in.message());
                case DAEMON_START -> daemonStart = Parts.key(in);
                case DAEMON_RUNNING -> daemonRunning = in.flag();
                case KERNEL -> kernel.become(in.text());
                default -> {}
            }
        }
    }

    private void restoreMissing(StateReader in) throws UnreadableStateException {
        String rule = "";
        int times = 0;
        while (in.next()) {
            switch (in.tag()) {
                case MISSING_RULE -> rule = in.text();
                case MISSING_TIMES -> times = in.integer(0, Integer.MAX_VALUE);
                default -> {}
            }
        }
        if (missing.size() > MAX_MISSING) {
            throw in.invalid("more than " + MAX_MISSING + " rules");
        }
        missing.put(rule, times);
    }
}
