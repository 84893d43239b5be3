package io.execparity.dashboard.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who started whom, from executions: a process that executed nothing on record is known by its number alone. */
public final class ProcessTrees {
    private static final int MOST_ANCESTORS = 32;
    private static final int MOST_ARGUMENTS = 12;
    /** How many executions of children make one page. */
    private static final int PAGE = 100;

    private final ResultStore store;

    public ProcessTrees(ResultStore store) {
        this.store = store;
    }

    /**
     * Some children of a process.
     *
     * @param next where the next ones begin, empty for none
     */
    public record Children(List<ProcessNode> children, String next) {}

    /**
     * A process with those above and below it.
     *
     * @param ancestors the furthest first
     */
    public record Tree(List<ProcessNode> ancestors, ProcessNode process, Children children) {}

    /** Of the process with this entity id; empty where nothing is on record of it. */
    public Optional<Tree> of(String process) {
        Filter its = Filter.ALL.with(Field.PROCESS, process);
        Page own = store.page(Results.EXECUTIONS, its, Order.NEWEST, Optional.empty(), 1);
        if (own.rows().isEmpty()) {
            own = store.page(Results.CHECKS, its, Order.NEWEST, Optional.empty(), 1);
        }
        if (own.rows().isEmpty()) {
            own = store.page(Results.FINDINGS, its, Order.NEWEST, Optional.empty(), 1);
        }
        if (own.rows().isEmpty()) {
            return Optional.empty();
        }
        ProcessNode node = node(own.rows().get(0), own.total());
        String host = SourceJson.of(own.rows().get(0)).path("host").path("name").asText("");
        return Optional.of(new Tree(ancestors(host, node), node, children(process, Optional.empty())));
    }

    private List<ProcessNode> ancestors(String host, ProcessNode of) {
        List<ProcessNode> ancestors = new ArrayList<>();
        ProcessNode child = of;
        while (child.parent() > 0 && ancestors.size() < MOST_ANCESTORS) {
            Filter parent = Filter.ALL
                    .with(Field.HOST, host)
                    .with(Field.PID, Long.toString(child.parent()))
                    .between(Long.MIN_VALUE, child.time() + 1);
            Page found = store.page(Results.EXECUTIONS, parent, Order.NEWEST, Optional.empty(), 1);
            if (found.rows().isEmpty()) {
                ancestors.add(0, unrecorded(child.parent()));
                break;
            }
            child = node(found.rows().get(0), found.total());
            ancestors.add(0, child);
        }
        return ancestors;
    }

    private static ProcessNode unrecorded(long pid) {
        return new ProcessNode("", pid, 0, false, 0, "", "", "", "unknown", 0, "", 0);
    }

    /** Children by what they executed, in the order of time. */
    public Children children(String process, Optional<Cursor> after) {
        Page first = store.page(
                Results.EXECUTIONS, Filter.ALL.with(Field.PROCESS, process), Order.OLDEST, Optional.empty(), 1);
        if (first.rows().isEmpty()) {
            return new Children(List.of(), "");
        }
        Page found = store.page(Results.EXECUTIONS, children(first.rows().get(0)), Order.OLDEST, after, PAGE);
        Map<String, ProcessNode> byProcess = new LinkedHashMap<>();
        for (Row row : found.rows()) {
            ProcessNode node = node(row, 1);
            ProcessNode known = byProcess.get(node.process());
            byProcess.put(node.process(), known == null ? node : merged(known, node));
        }
        return new Children(
                List.copyOf(byProcess.values()), found.next().map(Cursor::text).orElse(""));
    }

    /** All that has the number as its parent from then on. A number that was given anew later brings in others' children. */
    private static Filter children(Row of) {
        JsonNode json = SourceJson.of(of);
        return Filter.ALL
                .with(Field.HOST, json.path("host").path("name").asText(""))
                .with(Field.PARENT, json.path("process").path("pid").asText(""))
                .between(of.cursor().time(), Long.MAX_VALUE);
    }

    private static ProcessNode merged(ProcessNode known, ProcessNode more) {
        return new ProcessNode(
                more.process(),
                more.pid(),
                more.parent(),
                true,
                more.time(),
                more.executable(),
                more.arguments(),
                more.mode(),
                more.outcome(),
                known.executions() + 1,
                more.execution(),
                more.children());
    }

    private ProcessNode node(Row row, long executions) {
        JsonNode json = SourceJson.of(row);
        JsonNode process = json.path("process");
        JsonNode ours = json.path("execparity");
        List<String> arguments = SourceJson.texts(process.path("args"));
        String shown = String.join(" ", arguments.subList(0, Math.min(MOST_ARGUMENTS, arguments.size())));
        return new ProcessNode(
                process.path("entity_id").asText(""),
                process.path("pid").asLong(),
                process.path("parent").path("pid").asLong(0),
                true,
                row.cursor().time(),
                process.path("executable").asText(""),
                shown,
                ours.path("mode").asText(""),
                ours.path("outcome").asText("unknown"),
                executions,
                row.id(),
                store.count(Results.EXECUTIONS, children(row)));
    }
}
