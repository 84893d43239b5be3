package io.execparity.collect.coalesce;

import io.execparity.schema.record.ExecveRecord;
import io.execparity.schema.record.Fields;
import io.execparity.schema.text.Bytes;
import java.util.HashMap;
import java.util.Map;
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
    }
}
