package io.execparity.dashboard.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.elastic.SearchField;
import java.util.ArrayList;
import java.util.List;

/**
 * The panels as saved objects of Kibana: data views, a visualization each, and a dashboard. Of the forms that Kibana knows
 * the one that says which query it makes, and is migrated by every later release: aggregation-based visualizations.
 */
public final class KibanaBoard {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> VIEWS = List.of("findings", "executions", "checks", "suppressed", "hosts");
    private static final List<String> COLUMNS =
            List.of("rule.name", "execparity.severity", "host.name", "file.path", "execparity.explanation");
    private static final String INDEX_REFERENCE = "kibanaSavedObjectMeta.searchSourceJSON.index";
    private static final int WIDTH = 48;
    private static final int SMALL = 12;

    private KibanaBoard() {}

    /** One object a line, as Kibana's import takes them. */
    public static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String name : VIEWS) {
            ObjectNode view = object("index-pattern", "execparity-" + name);
            ObjectNode attributes = view.putObject("attributes");
            attributes.put("title", "execparity-" + name);
            attributes.put("name", "ExecParity " + name);
            attributes.put("timeFieldName", SearchField.TIME);
            view.putArray("references");
            lines.add(view.toString());
        }
        Panels.ALL.forEach(panel -> lines.add(saved(panel).toString()));
        lines.add(dashboard().toString());
        return lines;
    }

    private static ObjectNode object(String type, String id) {
        return JSON.objectNode().put("type", type).put("id", id);
    }

    private static String id(Panel panel) {
        return "execparity-panel-" + panel.id();
    }

    private static String type(Panel panel) {
        return panel.shape() == Panel.Shape.ROWS ? "search" : "visualization";
    }

    private static ObjectNode saved(Panel panel) {
        ObjectNode saved = object(type(panel), id(panel));
        ObjectNode attributes = saved.putObject("attributes");
        attributes.put("title", "ExecParity: " + panel.title());
        attributes.put("description", "");
        if (panel.shape() == Panel.Shape.ROWS) {
            COLUMNS.forEach(attributes.putArray("columns")::add);
            attributes.putArray("sort").addArray().add(SearchField.TIME).add("desc");
        } else {
            attributes.put("visState", visualization(panel).toString());
            attributes.put("uiStateJSON", "{}");
            attributes.put("version", 1);
        }
        ObjectNode source = JSON.objectNode();
        source.putObject("query").put("language", "lucene").put("query", panel.query());
        source.putArray("filter");
        source.put("indexRefName", INDEX_REFERENCE);
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", source.toString());
        reference(saved.putArray("references"), INDEX_REFERENCE, "index-pattern", panel.index());
        return saved;
    }

    private static void reference(ArrayNode references, String name, String type, String id) {
        references.addObject().put("name", name).put("type", type).put("id", id);
    }

    private static ObjectNode visualization(Panel panel) {
        ObjectNode state = JSON.objectNode();
        state.put("title", panel.title());
        ArrayNode aggregations = JSON.arrayNode();
        aggregation(aggregations, "1", "count", "metric");
        switch (panel.shape()) {
            case COUNT -> {
                state.put("type", "metric");
                ObjectNode params = state.putObject("params");
                params.put("type", "metric").put("addTooltip", true).put("addLegend", false);
                ObjectNode metric = params.putObject("metric");
                metric.put("percentageMode", false).put("useRanges", false).put("metricColorMode", "None");
                metric.putObject("labels").put("show", true);
                metric.putObject("style").put("fontSize", 40).put("labelColor", false);
                metric.putArray("colorsRange").addObject().put("from", 0).put("to", 1_000_000);
            }
            case OVER_TIME -> {
                state.put("type", "histogram");
                chart(state.putObject("params"));
                aggregation(aggregations, "2", "date_histogram", "segment")
                        .put("field", SearchField.TIME)
                        .put("interval", "auto")
                        .put("min_doc_count", 1);
                terms(aggregation(aggregations, "3", "terms", "group"), panel);
            }
            case TOP -> {
                state.put("type", "table");
                state.putObject("params")
                        .put("perPage", 20)
                        .put("showTotal", true)
                        .put("totalFunc", "sum");
                terms(aggregation(aggregations, "2", "terms", "bucket"), panel);
            }
            case ROWS -> throw new IllegalArgumentException("rows are no visualization");
        }
        state.set("aggs", aggregations);
        return state;
    }

    private static ObjectNode aggregation(ArrayNode aggregations, String id, String type, String schema) {
        ObjectNode aggregation = aggregations.addObject();
        aggregation.put("id", id).put("enabled", true).put("type", type).put("schema", schema);
        return aggregation.putObject("params");
    }

    private static void terms(ObjectNode params, Panel panel) {
        params.put("field", SearchField.of(panel.by().orElseThrow()));
        params.put("size", 30).put("order", "desc").put("orderBy", "1");
    }

    /** Bars beside each other on one scale, which says more than a stack. */
    private static void chart(ObjectNode params) {
        params.put("type", "histogram").put("addTooltip", true).put("addLegend", true);
        params.put("legendPosition", "right").put("addTimeMarker", false);
        params.putObject("grid").put("categoryLines", false);
        axis(params.putArray("categoryAxes").addObject(), "CategoryAxis-1", "category", "bottom");
        ObjectNode values = params.putArray("valueAxes").addObject();
        axis(values, "ValueAxis-1", "value", "left");
        values.put("name", "LeftAxis-1");
        ObjectNode series = params.putArray("seriesParams").addObject();
        series.put("show", true).put("type", "histogram").put("mode", "normal").put("valueAxis", "ValueAxis-1");
        series.put("drawLinesBetweenPoints", true).put("showCircles", true);
        series.putObject("data").put("id", "1").put("label", "Count");
        params.putArray("times");
    }

    private static void axis(ObjectNode axis, String id, String type, String position) {
        axis.put("id", id).put("type", type).put("position", position).put("show", true);
        axis.putObject("style");
        axis.putObject("scale").put("type", "linear");
        axis.putObject("labels").put("show", true).put("truncate", 100);
        axis.putObject("title").put("text", "");
    }

    private static ObjectNode dashboard() {
        ObjectNode dashboard = object("dashboard", "execparity-overview");
        ObjectNode attributes = dashboard.putObject("attributes");
        attributes.put("title", "ExecParity");
        attributes.put("description", "What needs a person, and whether these numbers can be trusted.");
        attributes.put("timeRestore", false);
        ArrayNode panels = JSON.arrayNode();
        ArrayNode references = dashboard.putArray("references");
        int x = 0;
        int y = 0;
        for (Panel panel : Panels.ALL) {
            int width = Grid.width(panel, WIDTH, SMALL);
            int height = Grid.height(panel);
            if (x + width > WIDTH) {
                x = 0;
                y += Grid.TALLEST;
            }
            String name = "panel_" + panel.id();
            ObjectNode shown = panels.addObject();
            shown.put("type", type(panel)).put("panelIndex", panel.id()).put("panelRefName", name);
            shown.putObject("gridData")
                    .put("x", x)
                    .put("y", y)
                    .put("w", width)
                    .put("h", height)
                    .put("i", panel.id());
            shown.putObject("embeddableConfig").put("title", panel.title());
            reference(references, name, type(panel), id(panel));
            x += width;
        }
        attributes.put("panelsJSON", panels.toString());
        attributes.put("optionsJSON", JSON.objectNode().put("useMargins", true).toString());
        ObjectNode source = JSON.objectNode();
        source.putObject("query").put("language", "lucene").put("query", "");
        source.putArray("filter");
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", source.toString());
        return dashboard;
    }
}
