package io.execparity.stream.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An execveat as a tracer saw it: a line of JSON with {@code boot_ns}, {@code pid}, {@code dirfd}, {@code flags} and
 * {@code ret}.
 *
 * @param pid the process id
 * @param bootMillis since boot
 * @param descriptor the first argument, -100 for AT_FDCWD
 * @param flags the fifth argument
 * @param result what it returned
 */
public record TracedCall(int pid, long bootMillis, int descriptor, int flags, long result) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long AT_FDCWD = -100;

    /** The call that a line tells of; empty where it is none, such as a tracer's own messages. */
    public static Optional<TracedCall> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        Map<String, Long> numbers = new HashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    numbers.put(parser.currentName(), parser.getLongValue());
                }
            }
        } catch (IOException notJson) {
            return Optional.empty();
        }
        Long pid = numbers.get("pid");
        Long flags = numbers.get("flags");
        Long result = numbers.get("ret");
        if (pid == null || flags == null || result == null) {
            return Optional.empty();
        }
        return Optional.of(new TracedCall(
                pid.intValue(),
                numbers.getOrDefault("boot_ns", 0L) / 1_000_000,
                numbers.getOrDefault("dirfd", AT_FDCWD).intValue(),
                flags.intValue(),
                result));
    }

    boolean isOf(int itsDescriptor, long itsResult) {
        return descriptor == itsDescriptor && result == itsResult;
    }
}
