package io.execparity.dashboard.store;

import io.execparity.schema.message.HostSnapshot;
import java.time.Instant;
import java.util.List;

/** Lines as result files have them, made for tests. */
public final class Lines {
    private static final long START = 1_795_346_040_000L;

    private Lines() {}

    /** So many seconds after the first line, in milliseconds of the epoch. */
    static long at(long seconds) {
        return START + seconds * 1000;
    }

    public static IndexedResult finding(String rule, String host, int second) {
        return finding(rule, host, second, "high", 73);
    }

    static IndexedResult finding(String rule, String host, int second, String severity, int number) {
        String findingClass = rule.startsWith("memfd") ? "alert" : rule.startsWith("audit") ? "telemetry" : "bypass";
        return IndexedResult.of(
                Results.FINDINGS,
                line(rule, host, second, "/opt/x" + second + ".sh", findingClass, severity, number, ""));
    }

    static IndexedResult rollUp(String host, int first, int last, int count) {
        String more =
                ",\"count\":" + count + ",\"first_seen\":\"" + time(first) + "\",\"last_seen\":\"" + time(last) + "\"";
        return IndexedResult.of(
                Results.FINDINGS, line("unchecked-script", host, first, "/opt/gap.sh", "gap", "low", 21, more));
    }

    static IndexedResult hostile(int second) {
        return IndexedResult.of(
                Results.FINDINGS,
                line("parity-break", "a", second, "/x/<script>'; DROP TABLE findings", "bypass", "high", 73, ""));
    }

    static HostSnapshot snapshot(String host, String zone, long epochMillis) {
        List<String> lines = List.of("one", "two");
        return new HostSnapshot(
                epochMillis,
                host,
                "agent",
                HostSnapshot.Cause.START,
                "boot",
                "7.2.0",
                "amd64",
                lines,
                "1",
                lines,
                lines,
                lines,
                lines,
                lines,
                lines,
                zone);
    }

    private static String line(
            String rule,
            String host,
            int second,
            String path,
            String findingClass,
            String severity,
            int number,
            String more) {
        return "{\"@timestamp\":\"" + time(second) + "\",\"event\":{\"kind\":\"alert\",\"severity\":" + number
                + "},\"rule\":{\"name\":\"" + rule + "\"},\"host\":{\"name\":\"" + host
                + "\"},\"process\":{\"pid\":7,\"entity_id\":\"p" + second
                + "\",\"executable\":\"/usr/bin/dash\"},\"file\":{\"path\":\"" + path
                + "\"},\"execparity\":{\"class\":\"" + findingClass + "\",\"severity\":\"" + severity
                + "\",\"confidence\":\"likely\",\"evidence\":[\"audit(1795346040.000:" + second
                + ")\"],\"explanation\":\"Because.\"" + more + "}}";
    }

    private static String time(long second) {
        String text = Instant.ofEpochMilli(at(second)).toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }
}
