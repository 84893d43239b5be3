package io.execparity.schema.record;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a new image, put together from its EXECVE records.
 *
 * @param list the first arguments, at most {@link #MAX_ARGUMENTS} of {@link #MAX_ARGUMENT_BYTES} bytes each
 * @param argc how many the kernel said there are
 * @param whole true where every one of {@code argc} arguments was on record
 */
public record ExecveArguments(List<Bytes> list, int argc, boolean whole) {
    /** Arguments kept; the rest are only counted. */
    public static final int MAX_ARGUMENTS = 128;
    /** Bytes kept of one argument. */
    public static final int MAX_ARGUMENT_BYTES = 4096;

    public static final ExecveArguments NONE = new ExecveArguments(List.of(), 0, false);

    public ExecveArguments {
        requireNonNull(list, "list is null");
        list = List.copyOf(list);
    }

    /** Puts together the EXECVE records of one event, which may arrive in any order. */
    public static ExecveArguments of(List<ExecveRecord> records) {
        if (records.isEmpty()) {
            return NONE;
        }
        List<ExecveRecord> ordered = records.size() == 1 ? records : inOrder(records);
        List<Bytes> list = new ArrayList<>();
        int argc = -1;
        int expected = 0;
        boolean whole = true;
        for (ExecveRecord record : ordered) {
            argc = Math.max(argc, record.argc());
            Fields fields = record.fields();
            for (int i = 0; i < fields.count(); i++) {
                Bytes name = fields.name(i);
                if (!ExecveRecord.isArgument(name)) {
                    continue;
                }
                int number = ExecveRecord.argumentNumber(name);
                boolean continued = number == expected - 1 && name.indexOf((byte) '[', 0) > 0;
                if (number == expected) {
                    expected++;
                } else if (!continued) {
                    whole = false;
                    expected = Math.max(expected, number + 1);
                }
                keep(list, number, decoded(fields, i), continued);
            }
        }
        return new ExecveArguments(list, argc, whole && argc >= 0 && expected == argc);
    }

    private static Bytes decoded(Fields fields, int index) {
        Bytes value = fields.string(index);
        return value == null ? fields.written(index) : value;
    }

    private static void keep(List<Bytes> list, int number, Bytes value, boolean continued) {
        if (number < 0 || number >= MAX_ARGUMENTS) {
            return;
        }
        while (list.size() <= number) {
            list.add(Bytes.EMPTY);
        }
        Bytes before = continued ? list.get(number) : Bytes.EMPTY;
        int room = MAX_ARGUMENT_BYTES - before.length();
        Bytes kept = value.length() > room ? value.slice(0, Math.max(0, room)) : value;
        list.set(number, before.isEmpty() ? kept.detached() : before.plus(kept));
    }

    /** The record with argc first, the others by the argument and chunk they begin with. */
    private static List<ExecveRecord> inOrder(List<ExecveRecord> records) {
        return records.stream()
                .sorted((a, b) -> Long.compare(beginning(a), beginning(b)))
                .toList();
    }

    private static long beginning(ExecveRecord record) {
        if (record.argc() >= 0) {
            return -1;
        }
        Fields fields = record.fields();
        for (int i = 0; i < fields.count(); i++) {
            Bytes name = fields.name(i);
            if (ExecveRecord.isArgument(name)) {
                int bracket = name.indexOf((byte) '[', 0);
                long chunk = 0;
                for (int j = bracket + 1; bracket > 0 && j < name.length() && name.at(j) != ']'; j++) {
                    chunk = Math.min(1_000_000, chunk * 10 + Math.max(0, name.at(j) - '0'));
                }
                return (long) ExecveRecord.argumentNumber(name) << 24 | chunk;
            }
        }
        return Long.MAX_VALUE;
    }
}
