package io.execparity.collect.agent.spool;

import io.execparity.collect.agent.spool.SpoolRecord.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The state of every source, as the records written so far leave it. */
final class SourceStates {
    private final Map<String, SourceState> states = new TreeMap<>();

    Optional<SourceState> find(String source) {
        return Optional.ofNullable(states.get(source));
    }

    void put(String source, SourceState state) {
        states.put(source, state);
    }

    /** Whether there is a source that cannot be read again. */
    boolean anyStream() {
        return states.entrySet().stream()
                .anyMatch(state ->
                        state.getValue().resume().isEmpty() && !state.getKey().equals(Spool.AGENT));
    }

    Map<String, SourceState> copy() {
        return Map.copyOf(states);
    }

    void replace(Map<String, SourceState> others) {
        states.clear();
        states.putAll(others);
    }

    /** Takes a record that was written; a checkpoint replaces everything. */
    void take(SpoolRecord record) {
        if (record.kind() == Kind.CHECKPOINT) {
            restore(new String(record.value(), StandardCharsets.US_ASCII));
        } else {
            SourceState known = states.get(record.source());
            states.put(
                    record.source(),
                    known == null
                            ? new SourceState(record.epoch(), record.sequence() + 1, record.resume())
                            : known.after(record));
        }
    }

    SpoolRecord checkpoint() {
        StringBuilder text = new StringBuilder();
        states.forEach((source, state) -> text.append(source)
                .append('\t')
                .append(state.epoch())
                .append('\t')
                .append(state.next())
                .append('\t')
                .append(state.resume())
                .append('\n'));
        byte[] value = text.toString().getBytes(StandardCharsets.US_ASCII);
        return new SpoolRecord(Kind.CHECKPOINT, "spool", 0, 0, "", "", value);
    }

    private void restore(String text) {
        states.clear();
        for (String line : text.split("\n", -1)) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 4) {
                states.put(parts[0], new SourceState(Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]));
            }
        }
    }
}
