package io.execparity.dashboard.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.elastic.SearchField;

/** The panels as a dashboard of Grafana, over data sources of its Elasticsearch kind, one for each index. */
public final class GrafanaBoard {
    private static final int WIDTH = 24;
    private static final int SMALL = 6;
    private static final int SCHEMA = 39;
    private static final int ROWS = 100;

    private GrafanaBoard() {}

    /** The dashboard's JSON model. */
    public static String json() {
        ObjectNode board = JsonNodeFactory.instance.objectNode();
        board.put("uid", "execparity").put("title", "ExecParity").put("schemaVersion", SCHEMA);
        board.putArray("tags").add("execparity");
        board.put("timezone", "utc").put("editable", true).put("refresh", "30s");
        board.putObject("time").put("from", "now-24h").put("to", "now");
        ArrayNode panels = board.putArray("panels");
        int x = 0;
        int y = 0;
        int number = 1;
        for (Panel panel : Panels.ALL) {
            int width = Grid.width(panel, WIDTH, SMALL);
            if (x + width > WIDTH) {
                x = 0;
                y += Grid.TALLEST;
            }
            ObjectNode shown = panels.addObject();
            shown.put("id", number++).put("title", panel.title()).put("type", type(panel));
            source(shown, panel);
            shown.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", Grid.height(panel));
            target(shown.putArray("targets").addObject(), panel);
            options(shown, panel);
            x += width;
        }
        return board.toPrettyString();
    }

    private static String type(Panel panel) {
        return switch (panel.shape()) {
            case COUNT -> "stat";
            case OVER_TIME -> "timeseries";
            case TOP, ROWS -> "table";
        };
    }

    private static void source(ObjectNode owner, Panel panel) {
        owner.putObject("datasource").put("type", "elasticsearch").put("uid", panel.index());
    }

    private static void target(ObjectNode target, Panel panel) {
        target.put("refId", "A").put("query", panel.query()).put("timeField", SearchField.TIME);
        source(target, panel);
        ArrayNode buckets = target.putArray("bucketAggs");
        ObjectNode metric = target.putArray("metrics").addObject();
        metric.put("id", "1");
        if (panel.shape() == Panel.Shape.ROWS) {
            metric.put("type", "raw_data").putObject("settings").put("size", Integer.toString(ROWS));
            return;
        }
        metric.put("type", "count");
        if (panel.by().isPresent()) {
            ObjectNode terms = buckets.addObject();
            terms.put("id", "3")
                    .put("type", "terms")
                    .put("field", SearchField.of(panel.by().get()));
            terms.putObject("settings")
                    .put("size", "30")
                    .put("order", "desc")
                    .put("orderBy", "_count")
                    .put("min_doc_count", "1");
        }
        if (panel.shape() != Panel.Shape.TOP) {
            ObjectNode time = buckets.addObject();
            time.put("id", "2").put("type", "date_histogram").put("field", SearchField.TIME);
            time.putObject("settings").put("interval", "auto").put("min_doc_count", "0");
        }
    }

    private static void options(ObjectNode shown, Panel panel) {
        if (panel.shape() == Panel.Shape.COUNT) {
            ObjectNode options = shown.putObject("options");
            options.put("colorMode", "none").put("graphMode", "none");
            options.putObject("reduceOptions").putArray("calcs").add("sum");
        } else if (panel.shape() == Panel.Shape.OVER_TIME) {
            shown.putObject("fieldConfig")
                    .putObject("defaults")
                    .putObject("custom")
                    .put("drawStyle", "bars");
        }
    }
}
