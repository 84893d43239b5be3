package io.execparity.dashboard.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * By which clock a table tells times: one zone's, or that of the host which a row is of.
 *
 * @param usual of rows of which nothing else is known
 * @param byHost names of zones by host, where each row is to have its own
 */
public record TableZone(ZoneId usual, Map<String, String> byHost) {
    /** As a result's line has it. */
    public static final TableZone UTC = new TableZone(ZoneOffset.UTC, Map.of());

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    public TableZone {
        byHost = Map.copyOf(byHost);
    }

    /**
     * One zone's.
     *
     * @param name of the IANA database
     * @throws DateTimeException where there is none of that name
     */
    public static TableZone named(String name) {
        return new TableZone(ZoneId.of(name), Map.of());
    }

    /** A time of a host, ISO-8601 with its offset; what is no time stays as it is. */
    String told(String time, String host) {
        try {
            return FORM.format(Instant.parse(time).atZone(zone(host)));
        } catch (DateTimeException e) {
            return time;
        }
    }

    private ZoneId zone(String host) {
        String name = byHost.get(host);
        if (name == null) {
            return usual;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            // An agent told a name that nobody knows.
            return usual;
        }
    }
}
