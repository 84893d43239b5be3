package io.execparity.stream;

import io.execparity.schema.event.StreamItem;
import io.execparity.stream.control.Suppressions;
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.StateRoom;
import io.execparity.stream.state.MapStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One log's stream of events, and all that is told of it, in the order in which it is told. */
public final class Told {
    /** Events, gaps and boots in their order. */
    private final List<StreamItem> items;

    private final EngineSettings site;
    private final List<String> golden;

    private Told(EngineSettings site, List<StreamItem> items, List<String> golden) {
        this.site = site;
        this.items = items;
        this.golden = golden;
    }

    /** Lets the analysis go over the log, as the command line does. */
    public static Told of(Path log, EngineSettings site) throws Exception {
        List<StreamItem> items = new ArrayList<>();
        CollectedResults results = new CollectedResults();
        Analysis analysis = Analyses.run(List.of(log), site, results, items::add);
        return new Told(site, List.copyOf(items), lines(results, analysis.undetermined()));
    }

    /** How many events, gaps and boots there are. */
    public int size() {
        return items.size();
    }

    /** What the analysis told. */
    public List<String> golden() {
        return golden;
    }

    private static List<String> lines(CollectedResults results, Map<?, ?> undetermined) {
        List<String> lines = new ArrayList<>();
        results.executions().forEach(run -> lines.add(run.toString()));
        results.checks().forEach(check -> lines.add(check.toString()));
        results.suppressed().forEach(held -> lines.add(held.toString()));
        results.findings().forEach(finding -> lines.add(CollectedResults.line(finding)));
        lines.add("undetermined " + new TreeMap<>(undetermined));
        return lines;
    }

    /** What is told where every look at a table gives another copy. */
    public List<String> withCopies() {
        CollectedResults results = new CollectedResults();
        Map<String, HostCorrelation> hosts = new LinkedHashMap<>();
        for (StreamItem item : items) {
            hosts.computeIfAbsent(
                            item.host(),
                            host -> new HostCorrelation(
                                    host, site, BenignMemfdMakers.bundled(), new CopyingTables(), results))
                    .accept(item);
        }
        hosts.values().forEach(HostCorrelation::finish);
        Map<Object, Long> undetermined = new LinkedHashMap<>();
        hosts.values()
                .forEach(host -> host.undetermined().forEach((rule, n) -> undetermined.merge(rule, n, Long::sum)));
        return lines(results, undetermined);
    }

    /** What is told where every host is saved, thrown away and restored before each of these items. */
    public List<String> withCuts(Set<Integer> cuts) throws Exception {
        CollectedResults results = new CollectedResults();
        Hosts hosts = new Hosts(results);
        for (int i = 0; i < items.size(); i++) {
            if (cuts.contains(i)) {
                hosts.cut();
            }
            hosts.at(items.get(i).host()).accept(items.get(i));
        }
        hosts.cut();
        return lines(results, hosts.finish());
    }

    /** What the store of the log's only host has after so many items. */
    public MapStore storeAfter(int count) throws Exception {
        Hosts hosts = new Hosts(new CollectedResults());
        for (StreamItem item : items.subList(0, count)) {
            hosts.at(item.host()).accept(item);
        }
        hosts.cut();
        return hosts.stores.values().iterator().next();
    }

    /** The executions that are told by the time of so many items. */
    public List<String> executionsAfter(int count) throws Exception {
        CollectedResults results = new CollectedResults();
        Hosts hosts = new Hosts(results);
        for (StreamItem item : items.subList(0, count)) {
            hosts.at(item.host()).accept(item);
        }
        return results.executions().stream().map(Object::toString).toList();
    }

    /** What is told from an item on where the store has what was known before. */
    public List<String> from(MapStore store, int item) throws Exception {
        CollectedResults results = new CollectedResults();
        Hosts hosts = new Hosts(results);
        hosts.stores.put(items.get(0).host(), store);
        for (StreamItem next : items.subList(item, items.size())) {
            hosts.at(next.host()).accept(next);
        }
        return lines(results, hosts.finish());
    }

    private final class Hosts {
        private final CollectedResults results;
        private final StateRoom room = StateRoom.ofHeap();
        private final Map<String, MapStore> stores = new LinkedHashMap<>();
        private final Map<String, ResumableHost> hosts = new LinkedHashMap<>();

        Hosts(CollectedResults results) {
            this.results = results;
        }

        ResumableHost at(String name) throws Exception {
            ResumableHost host = hosts.get(name);
            if (host == null) {
                MapStore store = stores.computeIfAbsent(name, unused -> new MapStore());
                host = new ResumableHost(
                        name, site, BenignMemfdMakers.bundled(), Suppressions.none(), room, store, results);
                hosts.put(name, host);
            }
            return host;
        }

        void cut() {
            for (ResumableHost host : hosts.values()) {
                host.save();
                host.leave();
            }
            hosts.clear();
        }

        Map<Object, Long> finish() throws Exception {
            Map<Object, Long> undetermined = new LinkedHashMap<>();
            for (String name : stores.keySet()) {
                ResumableHost host = at(name);
                host.finish();
                host.undetermined().forEach((rule, times) -> undetermined.merge(rule, times, Long::sum));
            }
            return undetermined;
        }
    }
}
