package io.execparity.dashboard.evidence;

import io.execparity.dashboard.evidence.EvidenceEvent.Absent;
import io.execparity.dashboard.store.EvidenceStore;
import io.execparity.schema.evidence.EvidenceField;
import io.execparity.schema.evidence.EvidenceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings the records behind stamps together, and says what it means that some are not there. */
public final class EvidenceEvents {
    private final EvidenceStore store;

    public EvidenceEvents(EvidenceStore store) {
        this.store = store;
    }

    /** One event for each stamp, in the same order. */
    public List<EvidenceEvent> of(String host, List<String> stamps) {
        Map<String, List<EvidenceRecord>> byStamp = new LinkedHashMap<>();
        stamps.forEach(stamp -> byStamp.put(stamp, new ArrayList<>()));
        for (EvidenceRecord record : store.records(host, byStamp.keySet())) {
            byStamp.getOrDefault(record.stamp(), new ArrayList<>()).add(record);
        }
        List<EvidenceEvent> events = new ArrayList<>();
        byStamp.forEach((stamp, records) -> events.add(new EvidenceEvent(stamp, records, absent(stamp, records))));
        return events;
    }

    private List<Absent> absent(String stamp, List<EvidenceRecord> records) {
        if (stamp.startsWith("ima:")) {
            return List.of(new Absent(
                    "measurement list", "unknown", "place " + stamp.substring(4) + " of the host's measurement list"));
        }
        if (records.isEmpty()) {
            String why = store.hasRecords()
                    ? "no log that was given has this event: it may be of another host's log, or no longer stored"
                    : "no log was given: start with --audit FILE… to see raw records beside what they mean";
            return List.of(new Absent("all records", "unknown", why));
        }
        List<Absent> absent = new ArrayList<>();
        records.stream()
                .filter(record -> record.type().equals("SYSCALL"))
                .findFirst()
                .ifPresent(call -> ofCall(call, records, absent));
        return absent;
    }

    private static void ofCall(EvidenceRecord call, List<EvidenceRecord> records, List<Absent> absent) {
        String name = meaning(call, "syscall");
        boolean failed = written(call, "success").equals("no");
        boolean hasArguments = has(records, "EXECVE");
        if (name.equals("execve") && !hasArguments) {
            absent.add(
                    failed
                            ? new Absent(
                                    "EXECVE",
                                    "expected",
                                    "denied before a new image was made, so no arguments are logged")
                            : new Absent("EXECVE", "missing", "a successful execve always has one: it was lost"));
        }
        if (name.equals("execveat") && !hasArguments) {
            absent.add(
                    failed
                            ? new Absent(
                                    "EXECVE",
                                    "expected",
                                    "a denied check and a denied execution leave the same records: a witness decides")
                            : new Absent(
                                    "EXECVE",
                                    "telling",
                                    "it succeeded without a new image, and so was a check and no execution"));
        }
        long items = number(written(call, "items"));
        long paths =
                records.stream().filter(record -> record.type().equals("PATH")).count();
        if (items > paths) {
            absent.add(new Absent(
                    "PATH", "missing", paths + " of " + items + " records are here; the kernel lost the others"));
        }
        if (!has(records, "PROCTITLE")) {
            absent.add(new Absent(
                    "PROCTITLE", "missing", "not every host sends it; where others have one, this one was lost"));
        }
    }

    private static boolean has(List<EvidenceRecord> records, String type) {
        return records.stream().anyMatch(record -> record.type().equals(type));
    }

    private static String written(EvidenceRecord record, String name) {
        return record.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(EvidenceField::written)
                .findFirst()
                .orElse("");
    }

    private static String meaning(EvidenceRecord record, String name) {
        return record.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(EvidenceField::meaning)
                .findFirst()
                .orElse("");
    }

    private static long number(String digits) {
        return digits.matches("\\d{1,9}") ? Long.parseLong(digits) : 0;
    }
}
