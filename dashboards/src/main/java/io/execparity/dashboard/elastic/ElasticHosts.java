package io.execparity.dashboard.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.elastic.SearchServer.AnswerTooLongException;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.StoreException;
import io.execparity.schema.codec.MessageReader;
import io.execparity.schema.message.HostRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of hosts, in an index with one document each. */
final class ElasticHosts {
    private static final String INDEX = "execparity-hosts";
    private static final String ZONE = "snapshot.time_zone";
    private static final JsonMapper JSON = new JsonMapper();

    private final Searches searches;

    ElasticHosts(Searches searches) {
        this.searches = searches;
    }

    Optional<HostRecord> host(String name) {
        ObjectNode request = request(1);
        request.putObject("query").putObject("term").put("host.name", name);
        return records(request).stream().findFirst();
    }

    /** As many as an answer has room for. */
    List<HostRecord> all() {
        return records(request(ResultStore.MOST));
    }

    Map<String, String> zones() {
        ObjectNode request = request(ResultStore.MOST);
        request.putArray("_source").add("host.name").add(ZONE);
        request.putObject("query").putObject("exists").put("field", ZONE);
        Map<String, String> zones = new TreeMap<>();
        for (JsonNode hit : hits(request)) {
            zones.put(
                    hit.at("/_source/host/name").asText(),
                    hit.at("/_source/snapshot/time_zone").asText());
        }
        return zones;
    }

    private static ObjectNode request(int size) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("size", size);
        request.putArray("sort").add("host.name");
        return request;
    }

    private JsonNode hits(ObjectNode request) {
        try {
            return searches.search(INDEX, request).path("hits").path("hits");
        } catch (AnswerTooLongException e) {
            throw new StoreException("the search server's answer is too long", e);
        }
    }

    private List<HostRecord> records(ObjectNode request) {
        List<HostRecord> records = new ArrayList<>();
        try {
            for (JsonNode hit : hits(request)) {
                records.add(MessageReader.host(JSON.writeValueAsBytes(hit.path("_source"))));
            }
        } catch (IOException e) {
            throw new StoreException("a document is no host: " + e.getMessage(), e);
        }
        return records;
    }
}
