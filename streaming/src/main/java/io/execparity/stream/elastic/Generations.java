package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.stream.ResultKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The generations of one kind's index, as they were when last looked at. A document that is in an old one is written
 * there again, for an id is unique in one index only, and after a rollover the alias leads to another.
 *
 * <p>Whoever writes goes on in the generation known to it until it looks again, so no rollover comes between looking for
 * a document and writing it.
 */
final class Generations implements Destination {
    private final ElasticServer server;
    private final ResultKind kind;
    private String current = "";
    private List<String> old = List.of();

    Generations(ElasticServer server, ResultKind kind) {
        this.server = server;
        this.kind = kind;
    }

    @Override
    public String current() {
        return current;
    }

    /** Where none come any more, but that may be written again. */
    List<String> old() {
        return old;
    }

    /**
     * Looks again.
     *
     * @throws UnusableServerException where there is no index behind the alias, or none to write to
     */
    @Override
    public void look() throws IOException {
        String alias = ResultIndex.alias(kind);
        List<String> others = new ArrayList<>();
        List<String> written = new ArrayList<>();
        JsonLeaves.read(server.demand("GET", "/_alias/" + alias, new byte[0]), (path, value) -> {
            if (path.size() == 4 && path.get(3).equals("is_write_index")) {
                (value.equals("true") ? written : others).add(path.get(0));
            }
        });
        if (written.size() != 1) {
            throw new UnusableServerException("no write index behind " + alias);
        }
        boolean changed = !current.equals(written.get(0));
        current = written.get(0);
        old = List.copyOf(others);
        if (changed && !old.isEmpty()) {
            // A search sees only what was refreshed; from now on nothing new comes into these.
            server.demand("POST", "/" + String.join(",", old) + "/_refresh?ignore_unavailable=true", new byte[0]);
        }
    }

    @Override
    public Map<String, String> homes(Collection<String> ids) throws IOException {
        Map<String, String> homes = new HashMap<>();
        if (old.isEmpty() || ids.isEmpty()) {
            return homes;
        }
        String query = "{\"_source\": false, \"size\": " + ElasticSettings.MOST_DOCUMENTS
                + ", \"query\": {\"ids\": {\"values\": [\"" + String.join("\",\"", ids) + "\"]}}}";
        String path = "/" + String.join(",", old)
                + "/_search?ignore_unavailable=true&allow_partial_search_results=false&filter_path=hits.hits._index,hits.hits._id";
        String[] index = {""};
        String[] id = {""};
        JsonLeaves.read(server.demand("POST", path, query.getBytes(UTF_8)), (way, value) -> {
            if (way.get(way.size() - 1).equals("_index")) {
                index[0] = value;
            } else {
                id[0] = value;
            }
            if (!index[0].isEmpty() && !id[0].isEmpty()) {
                homes.put(id[0], index[0]);
                index[0] = "";
                id[0] = "";
            }
        });
        return homes;
    }
}
