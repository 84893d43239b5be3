package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** A made-up log: an event a second, each an open of one file unless said otherwise. */
final class Script {
    static final long START = 1_795_346_000_000L;

    private final List<AuditRecord> records = new ArrayList<>();
    private long millis = START;

    static List<AuditRecord> open(long serial, long millis) {
        EventKey key = new EventKey(millis, serial);
        return List.of(
                call(key, 257, "yes", 1, serial),
                Lines.record("CWD", key, "cwd=\"/\""),
                Lines.record("PATH", key, "item=0 name=\"f" + serial + "\" inode=1 dev=fe:00 mode=0100644"),
                Lines.record("PROCTITLE", key, "proctitle=\"sh\""));
    }

    static List<AuditRecord> execve(long serial, long millis) {
        EventKey key = new EventKey(millis, serial);
        return List.of(
                call(key, 59, "yes", 2, serial),
                Lines.record("EXECVE", key, "argc=2 a0=\"sh\" a1=\"x\""),
                Lines.record("CWD", key, "cwd=\"/\""),
                Lines.record("PATH", key, "item=0 name=\"/bin/sh\" inode=1 dev=fe:00 mode=0100755"),
                Lines.record("PATH", key, "item=1 name=\"/lib/ld.so\" inode=2 dev=fe:00 mode=0100755"),
                Lines.record("PROCTITLE", key, "proctitle=\"sh\""));
    }

    static AuditRecord call(EventKey key, int number, String success, int items, long pid) {
        return Lines.record(
                "SYSCALL",
                key,
                "arch=c000003e syscall=" + number + " success=" + success + " exit=3 a0=1 a1=2 a2=3 a3=4 items=" + items
                        + " ppid=1 pid=" + pid + " auid=0 uid=0 comm=\"sh\" exe=\"/bin/sh\"");
    }

    static AuditRecord user(long serial, long millis) {
        return Lines.record("USER", new EventKey(millis, serial), "pid=1 uid=0 msg='text=" + serial + "'");
    }

    Script opens(long from, long to) {
        for (long serial = from; serial <= to; serial++) {
            records.addAll(open(serial & EventKey.MAX_SERIAL, millis));
            millis += 1000;
        }
        return this;
    }

    Script executes(long serial) {
        records.addAll(execve(serial, millis));
        millis += 1000;
        return this;
    }

    Script record(String type, long serial, String body) {
        records.add(Lines.record(type, new EventKey(millis, serial), body));
        return this;
    }

    Script clock(long to) {
        millis = to;
        return this;
    }

    Script later(long by) {
        millis += by;
        return this;
    }

    long now() {
        return millis;
    }

    List<AuditRecord> records() {
        return new ArrayList<>(records);
    }

    /** The words of {@link Run#words} for whole events of these serials. */
    static List<String> serials(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
    }

    /** Words and lists of words as one list. */
    static List<String> joined(Object... parts) {
        List<String> words = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof List<?> list) {
                list.forEach(word -> words.add((String) word));
            } else {
                words.add((String) part);
            }
        }
        return words;
    }

    static Script without(Script script, Predicate<AuditRecord> dropped, List<AuditRecord> kept) {
        script.records().stream().filter(dropped.negate()).forEach(kept::add);
        return script;
    }

    static List<AuditRecord> without(Script script, long serial, String type) {
        List<AuditRecord> kept = new ArrayList<>();
        without(
                script,
                record -> record.key().serial() == serial
                        && record.head().typeName().equals(type),
                kept);
        return kept;
    }
}
