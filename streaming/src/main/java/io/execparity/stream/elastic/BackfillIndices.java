package io.execparity.stream.elastic;

import io.execparity.stream.ResultKind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The indices that backfills make, one of each kind. Each says in its own mapping how far it is and which generations it
 * stands for, so that whoever comes later needs nothing else to go on.
 */
final class BackfillIndices {
    private static final String WHY = "execparity_backfill";

    private final ElasticServer server;
    private final String run;

    /**
     * What an index says of itself.
     *
     * @param replaces the generations that it stands for, none while it is being filled
     */
    private record Told(List<String> replaces) {}

    /** @param run names the run: digits */
    BackfillIndices(ElasticServer server, String run) {
        this.server = server;
        this.run = run;
    }

    static List<ResultKind> kinds() {
        List<ResultKind> kinds = new ArrayList<>();
        for (ResultKind kind : ResultKind.values()) {
            if (ResultIndex.hasGenerations(kind)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** The index of this run. */
    String name(ResultKind kind) {
        return prefix(kind) + run;
    }

    private static String prefix(ResultKind kind) {
        return ResultIndex.alias(kind) + "-backfill-";
    }

    /** Makes the indices of this run, behind no alias. */
    void create() throws IOException {
        // Whoever rolls over by policy would wait for ever for an index that is not written to by its alias.
        boolean lifecycle = server.askPatiently("GET", "/_ilm/policy/execparity", new byte[0])
                .agrees();
        String settings = lifecycle ? "\"settings\": {\"index.lifecycle.indexing_complete\": true}, " : "";
        for (ResultKind kind : kinds()) {
            String body = "{" + settings + "\"mappings\": " + meta("filling", List.of()) + "}";
            server.demand("PUT", "/" + name(kind), ResultIndex.bytes(body));
        }
    }

    private static String meta(String state, List<String> replaces) {
        return "{\"_meta\": {\"" + WHY + "\": {\"state\": \"" + state + "\", \"replaces\": ["
                + (replaces.isEmpty() ? "" : "\"" + String.join("\", \"", replaces) + "\"") + "]}}}";
    }

    /** How many documents there are in the index of this run. */
    long count(ResultKind kind) throws IOException {
        server.demand("POST", "/" + name(kind) + "/_refresh", new byte[0]);
        long[] count = {-1};
        JsonLeaves.read(server.demand("GET", "/" + name(kind) + "/_count", new byte[0]), (path, value) -> {
            if (path.equals(List.of("count"))) {
                count[0] = Long.parseLong(value);
            }
        });
        return count[0];
    }

    /** Lets the indices of this run take the place of these generations, for all kinds at the same moment. */
    void replace(Map<ResultKind, List<String>> old) throws IOException {
        List<String> actions = new ArrayList<>();
        for (Map.Entry<ResultKind, List<String>> entry : old.entrySet()) {
            String alias = ResultIndex.alias(entry.getKey());
            String name = name(entry.getKey());
            server.demand("PUT", "/" + name + "/_mapping", ResultIndex.bytes(meta("whole", entry.getValue())));
            for (String index : entry.getValue()) {
                actions.add("{\"remove\": {\"index\": \"" + index + "\", \"alias\": \"" + alias + "\"}}");
            }
            actions.add("{\"add\": {\"index\": \"" + name + "\", \"alias\": \"" + alias
                    + "\", \"is_write_index\": false}}");
        }
        String body = "{\"actions\": [" + String.join(", ", actions) + "]}";
        server.demand("POST", "/_aliases", ResultIndex.bytes(body));
    }

    /** Deletes what earlier backfills made that never came into force, and opens what they may have closed. */
    List<String> dropUnfinished() throws IOException {
        List<String> unfinished = unfinished();
        if (!unfinished.isEmpty()) {
            for (ResultKind kind : kinds()) {
                close(inForce(kind), false);
            }
        }
        drop(unfinished);
        return unfinished;
    }

    /** Indices of backfills that never came into force. */
    List<String> unfinished() throws IOException {
        List<String> unfinished = new ArrayList<>();
        for (ResultKind kind : kinds()) {
            Map<String, Told> all = all(kind);
            List<String> inForce = inForce(kind);
            Set<String> replaced = replaced(all, inForce);
            all.forEach((name, told) -> {
                if (!inForce.contains(name) && !replaced.contains(name)) {
                    unfinished.add(name);
                }
            });
        }
        return unfinished;
    }

    /** Deletes the generations that backfills in force stand for, and returns them. */
    List<String> dropOld() throws IOException {
        List<String> dropped = new ArrayList<>();
        for (ResultKind kind : kinds()) {
            List<String> inForce = inForce(kind);
            Set<String> old = replaced(all(kind), inForce);
            old.retainAll(indices(ResultIndex.alias(kind) + "-*"));
            old.removeAll(inForce);
            dropped.addAll(old);
        }
        drop(dropped);
        return dropped;
    }

    /** What backfills in force stand for, and what those stood for that they took the place of. */
    private static Set<String> replaced(Map<String, Told> all, List<String> inForce) {
        Set<String> replaced = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(inForce);
        for (String name = next.poll(); name != null; name = next.poll()) {
            Told told = all.get(name);
            if (told != null) {
                told.replaces().stream().filter(replaced::add).forEach(next::add);
            }
        }
        return replaced;
    }

    /** Lets nobody write to these any more, or again; what was under way is over then. */
    void close(Collection<String> generations, boolean closed) throws IOException {
        if (generations.isEmpty()) {
            return;
        }
        String all = "/" + String.join(",", generations);
        if (closed) {
            server.demand("PUT", all + "/_block/write", new byte[0]);
        } else {
            server.demand("PUT", all + "/_settings", ResultIndex.bytes("{\"index.blocks.write\": null}"));
        }
    }

    private void drop(List<String> indices) throws IOException {
        for (String index : indices) {
            server.demand("DELETE", "/" + index + "?ignore_unavailable=true", new byte[0]);
        }
    }

    private List<String> inForce(ResultKind kind) throws IOException {
        Generations generations = new Generations(server, kind);
        generations.look();
        List<String> all = new ArrayList<>(generations.old());
        all.add(generations.current());
        return all;
    }

    private List<String> indices(String pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        JsonLeaves.read(
                server.demand("GET", "/" + pattern + "/_settings/index.uuid?flat_settings=true", new byte[0]),
                (path, value) -> names.add(path.get(0)));
        return List.copyOf(names);
    }

    private Map<String, Told> all(ResultKind kind) throws IOException {
        Map<String, List<String>> replaces = new TreeMap<>();
        String path = "/" + prefix(kind) + "*/_mapping?filter_path=*.mappings._meta." + WHY;
        JsonLeaves.read(server.demand("GET", path, new byte[0]), (way, value) -> {
            List<String> of = replaces.computeIfAbsent(way.get(0), name -> new ArrayList<>());
            if (way.contains("replaces")) {
                of.add(value);
            }
        });
        Map<String, Told> all = new TreeMap<>();
        replaces.forEach((name, of) -> all.put(name, new Told(List.copyOf(of))));
        return all;
    }

    /** The generations behind each alias that nothing new comes into, after a new one was begun where that was needed. */
    Map<ResultKind, List<String>> closeGenerations() throws IOException {
        Map<ResultKind, List<String>> closed = new EnumMap<>(ResultKind.class);
        for (ResultKind kind : kinds()) {
            server.demand("POST", "/" + ResultIndex.alias(kind) + "/_refresh", new byte[0]);
            Generations generations = new Generations(server, kind);
            generations.look();
            if (lastOperation(generations.current()) >= 0) {
                server.demand("POST", "/" + ResultIndex.alias(kind) + "/_rollover", new byte[0]);
                generations.look();
            }
            closed.put(kind, generations.old());
        }
        return closed;
    }

    /** The number of the last write to an index, -1 for one that was never written to. */
    long lastOperation(String index) throws IOException {
        String path = "/" + index + "/_stats?level=shards&filter_path=indices.*.shards.*.seq_no.max_seq_no";
        long[] sum = {-1};
        JsonLeaves.read(server.demand("GET", path, new byte[0]), (way, value) -> {
            sum[0] = Math.max(sum[0], Long.parseLong(value));
        });
        return sum[0];
    }
}
