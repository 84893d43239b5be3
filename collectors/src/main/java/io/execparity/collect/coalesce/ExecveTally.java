package io.execparity.collect.coalesce;

import io.execparity.schema.record.ExecveRecord;
import io.execparity.schema.record.Fields;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which of a new image's arguments have come. A long list is split over several EXECVE records, a long argument into
 * chunks {@code a1[0]}, {@code a1[1]} after an {@code a1_len}.
 */
final class ExecveTally {
    /** More arguments than the kernel allows in 6 MiB of them. */
    private static final int MAX_ARGUMENT = 1 << 23;
    /** More than there is room for in 6 MiB of arguments that are each too long for a record. */
    private static final int MAX_CHUNKED = 1024;
    /** The key of all others. */
    private static final int EXCESS = -1;

    private static final int ARGC = 1;
    private static final int ARGUMENTS = 2;
    private static final int CHUNKED = 3;

    private final NumberSet arguments = new NumberSet();
    private @Nullable Map<Integer, Chunks> chunked;
    private int argc = -1;
    /** Arguments of which a chunk may be missing: counted along, as it is asked for after every record. */
    private int unfinished;

    void add(ExecveRecord record) {
        argc = Math.max(argc, record.argc());
        Fields fields = record.fields();
        for (int i = 0; i < fields.count(); i++) {
            Bytes name = fields.name(i);
            if (name.length() < 2 || name.at(0) != 'a') {
                continue;
            }
            int end = digitsEnd(name, 1);
            int number = end > 1 ? number(name, 1, end) : -1;
            if (number < 0) {
                continue;
            }
            if (end == name.length()) {
                arguments.add(number);
            } else if (name.at(end) == '[') {
                arguments.add(number);
                int chunk = number(name, end + 1, digitsEnd(name, end + 1));
                Bytes written = fields.written(i);
                change(number, chunks -> chunks.add(chunk, written));
            } else if (name.endsWith("_len")) {
                long length = fields.number(i, 10, 0);
                change(number, chunks -> chunks.length = length);
            }
        }
    }

    private void change(int number, Consumer<Chunks> change) {
        Chunks chunks = chunks(number);
        unfinished -= chunks.whole() ? 0 : 1;
        change.accept(chunks);
        unfinished += chunks.whole() ? 0 : 1;
    }

    private Chunks chunks(int number) {
        if (chunked == null) {
            chunked = new HashMap<>();
        }
        int counted = chunked.size() < MAX_CHUNKED || chunked.containsKey(number) ? number : EXCESS;
        return chunked.computeIfAbsent(counted, unused -> {
            unfinished++;
            return new Chunks();
        });
    }

    boolean whole() {
        boolean counted = chunked == null || unfinished == 0 && !chunked.containsKey(EXCESS);
        return argc >= 0 && arguments.count() >= argc && counted;
    }

    void save(StateWriter out) {
        out.number(ARGC, argc, -1);
        arguments.save(ARGUMENTS, out);
        if (chunked != null) {
            new TreeMap<>(chunked)
                    .forEach((number, chunks) -> out.message(CHUNKED, inner -> chunks.save(number, inner)));
        }
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case ARGC -> argc = in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
                case ARGUMENTS -> arguments.restore(in);
                case CHUNKED -> restoreChunks(in.message());
                default -> {}
            }
        }
    }

    private void restoreChunks(StateReader in) throws UnreadableStateException {
        Chunks chunks = new Chunks();
        int number = 0;
        while (in.next()) {
            if (in.tag() == Chunks.NUMBER) {
                number = in.integer(EXCESS, MAX_ARGUMENT);
            } else {
                chunks.restoreField(in);
            }
        }
        if (chunked == null) {
            chunked = new HashMap<>();
        }
        if (chunked.size() > MAX_CHUNKED) {
            throw in.invalid("more than " + MAX_CHUNKED + " arguments in chunks");
        }
        Chunks before = chunked.put(number, chunks);
        unfinished += (chunks.whole() ? 0 : 1) - (before == null || before.whole() ? 0 : 1);
    }

    private static int digitsEnd(Bytes name, int from) {
        int end = from;
        while (end < name.length() && name.at(end) >= '0' && name.at(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int number(Bytes name, int from, int end) {
        int number = 0;
        for (int i = from; i < end; i++) {
            number = number * 10 + name.at(i) - '0';
            if (number > MAX_ARGUMENT) {
                return -1;
            }
        }
        return number;
    }

    private static final class Chunks {
        private static final int NUMBER = 1;
        private static final int CAME = 2;
        private static final int LENGTH = 3;
        private static final int BYTES = 4;
        private static final int HEXADECIMAL = 5;

        private final NumberSet came = new NumberSet();
        private long length;
        private long bytes;
        private boolean hexadecimal;

        void add(int chunk, Bytes written) {
            if (chunk < 0 || !came.add(chunk)) {
                return;
            }
            hexadecimal = written.isEmpty() || written.at(0) != '"';
            bytes += hexadecimal ? written.length() : Math.max(0, written.length() - 2);
        }

        /**
         * The kernel's length is that of the argument or, where it could still tell, of its encoded form (Linux
         * kernel/auditsc.c, audit_log_execve_info), so either is taken.
         */
        boolean whole() {
            if (came.count() == 0 || !came.isGapless() || bytes < length) {
                return false;
            }
            return !hexadecimal || bytes == length || bytes >= 2 * length;
        }

        void save(int number, StateWriter out) {
            out.number(NUMBER, number);
            came.save(CAME, out);
            out.number(LENGTH, length);
            out.number(BYTES, bytes);
            out.flag(HEXADECIMAL, hexadecimal);
        }

        void restoreField(StateReader in) throws UnreadableStateException {
            switch (in.tag()) {
                case CAME -> came.restore(in);
                case LENGTH -> length = in.number();
                case BYTES -> bytes = SavedRecords.natural(in);
                case HEXADECIMAL -> hexadecimal = in.flag();
                default -> {}
            }
        }
    }
}
