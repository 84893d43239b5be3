package io.execparity.proof.speed;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.bench.RepeatedLog;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** When each event of each host was appended, by {@link System#nanoTime}. */
final class AppendTimes {
    private static final Pattern SERIAL = Pattern.compile("audit\\(\\d+\\.\\d+:(\\d+)\\)");

    private final RepeatedLog log;
    private final AtomicLongArray[] appended;

    /** @param rounds of the log that each host writes at most */
    AppendTimes(RepeatedLog log, int hosts, int rounds) {
        this.log = log;
        this.appended = IntStream.range(0, hosts)
                .mapToObj(host -> new AtomicLongArray((int) log.serials() * rounds))
                .toArray(AtomicLongArray[]::new);
    }

    void note(int host, int serial) {
        if (serial < appended[host].length()) {
            appended[host].set(serial, System.nanoTime());
        }
    }

    /** When the last piece of a finding's evidence was appended; 0 where it names none. */
    long of(JsonNode finding) {
        String name = finding.at("/host/name").asText();
        AtomicLongArray times = appended[Integer.parseInt(name.substring(name.indexOf('-') + 1))];
        return LongStream.range(0, finding.at("/execparity/evidence").size())
                .map(i -> {
                    Matcher serial = SERIAL.matcher(
                            finding.at("/execparity/evidence").get((int) i).asText());
                    return serial.matches()
                            ? times.get((int) (Long.parseLong(serial.group(1)) - log.lowestSerial()))
                            : 0;
                })
                .max()
                .orElse(0);
    }
}
