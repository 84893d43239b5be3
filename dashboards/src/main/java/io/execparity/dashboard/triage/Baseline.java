package io.execparity.dashboard.triage;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody saw who decided that it need nobody's attention. What goes beyond was not decided about.
 *
 * @param hosts on which it was
 * @param digests of the files that it was about, as {@code sha256:HEX}; none where none was on record
 * @param mostInADay how many findings there were in 24 hours at most, one at least
 */
public record Baseline(Set<String> hosts, Set<String> digests, int mostInADay) {
    private static final int TENFOLD = 10;
    private static final int SHOWN = 12;

    public Baseline {
        hosts = Set.copyOf(hosts);
        digests = Set.copyOf(digests);
    }

    /** @param seen in order of time */
    static Baseline of(List<Row> seen) {
        Set<String> hosts = new TreeSet<>();
        Set<String> digests = new TreeSet<>();
        LastDay day = new LastDay();
        int most = 1;
        for (Row row : seen) {
            JsonNode finding = SourceJson.of(row);
            hosts.add(host(finding));
            digests.addAll(digests(finding));
            most = Math.max(most, day.with(row.cursor().time()));
        }
        return new Baseline(hosts, digests, most);
    }

    /**
     * What is new about a finding, in words; empty where nothing is.
     *
     * @param inADay how many there were like it in the 24 hours up to it
     */
    String beyond(Row row, int inADay) {
        JsonNode finding = SourceJson.of(row);
        if (!hosts.contains(host(finding))) {
            return "a new host, " + host(finding);
        }
        for (String digest : digests(finding)) {
            String kind = digest.substring(0, digest.indexOf(':') + 1);
            if (!digests.contains(digest) && digests.stream().anyMatch(known -> known.startsWith(kind))) {
                return "a new digest, " + digest.substring(0, Math.min(kind.length() + SHOWN, digest.length()));
            }
        }
        return inADay >= (long) TENFOLD * mostInADay
                ? inADay + " findings in a day, where " + mostInADay + " had been the most"
                : "";
    }

    private static String host(JsonNode finding) {
        return finding.path("host").path("name").asText("");
    }

    private static Set<String> digests(JsonNode finding) {
        Set<String> digests = new TreeSet<>();
        for (Map.Entry<String, JsonNode> digest :
                finding.path("file").path("hash").properties()) {
            digests.add(digest.getKey() + ":" + digest.getValue().asText(""));
        }
        return digests;
    }
}
