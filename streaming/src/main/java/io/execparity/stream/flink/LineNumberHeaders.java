package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.schema.message.LineHeaders;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads a record's {@link LineHeaders}. Whoever writes to the topic may write anything; what is no number is none. */
final class LineNumberHeaders {
    private static final int LONGEST_NAME = 256;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_NAMES = 10_000;

    /** So that not each record has its own. */
    private final Map<String, String> names = new HashMap<>();

    LineNumber read(Headers headers) {
        byte[] agent = value(headers, LineHeaders.AGENT);
        byte[] source = value(headers, LineHeaders.SOURCE);
        long epoch = number(value(headers, LineHeaders.EPOCH));
        long sequence = number(value(headers, LineHeaders.SEQUENCE));
        int length = agent.length + source.length;
        if (agent.length == 0 || source.length == 0 || length > LONGEST_NAME || epoch < 0 || sequence < 0) {
            return LineNumber.NONE;
        }
        String name = new String(agent, UTF_8) + '/' + new String(source, UTF_8);
        if (names.size() >= MOST_NAMES) {
            names.clear();
        }
        String known = names.putIfAbsent(name, name);
        return new LineNumber(known == null ? name : known, epoch, sequence);
    }

    /** Where a measurement list has the entry, empty where the header does not say. */
    static String place(Headers headers) {
        byte[] place = value(headers, LineHeaders.PLACE);
        return place.length > LONGEST_NAME ? "" : new String(place, UTF_8);
    }

    private static byte[] value(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? new byte[0] : header.value();
    }

    private static long number(byte[] digits) {
        if (digits.length == 0 || digits.length > MOST_DIGITS) {
            return -1;
        }
        long number = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }
}
