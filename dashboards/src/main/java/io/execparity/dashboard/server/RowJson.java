package io.execparity.dashboard.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Group;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers in the form that the API's description gives. A row is its line, and what the dashboard adds under {@code board}. */
final class RowJson {
    private RowJson() {}

    static ObjectNode row(Row row) {
        ObjectNode json =
                SourceJson.of(row) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        ObjectNode board = json.putObject("board");
        board.put("id", row.id());
        board.put("file", row.file());
        board.put("program", row.program());
        if (!row.status().isEmpty()) {
            board.put("status", row.status());
            board.put("owner", row.owner());
        }
        return json;
    }

    static Map<String, Object> page(Page page) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", page.total());
        answer.put("rows", page.rows().stream().map(RowJson::row).toList());
        page.next().ifPresent(cursor -> answer.put("next", cursor.text()));
        return answer;
    }

    static Map<String, Object> groups(List<Group> groups) {
        return Map.of("groups", groups.stream().map(RowJson::group).toList());
    }

    private static Map<String, Object> group(Group group) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("values", group.values());
        answer.put("count", group.count());
        answer.put("acts", group.acts());
        answer.put("first", group.first());
        answer.put("last", group.last());
        answer.put("severity", group.severity());
        answer.put("sample", row(group.sample()));
        return answer;
    }
}
