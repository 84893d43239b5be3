package io.execparity.collect.status;

/** Writes the text form of OpenMetrics 1.0: families of numbers, one after the other, and an end. */
public final class OpenMetrics {
    private final StringBuilder text = new StringBuilder();
    private String name = "";

    /** Begins a family of what only grows; samples are told after it. */
    public OpenMetrics counters(String family, String help) {
        return begin(family, "counter", "_total", help);
    }

    /** Begins a family of what goes up and down; samples are told after it. */
    public OpenMetrics gauges(String family, String help) {
        return begin(family, "gauge", "", help);
    }

    private OpenMetrics begin(String family, String type, String ending, String help) {
        text.append("# HELP ").append(family).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(family).append(' ').append(type).append('\n');
        name = family + ending;
        return this;
    }

    /** The family's only number. */
    public OpenMetrics sample(long value) {
        text.append(name).append(' ').append(value).append('\n');
        return this;
    }

    /** One of a family's numbers. */
    public OpenMetrics sample(String label, String labelled, long value) {
        text.append(name).append('{').append(label).append("=\"").append(escaped(labelled));
        text.append("\"} ").append(value).append('\n');
        return this;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** The whole text, with its end. */
    public String end() {
        return text + "# EOF\n";
    }
}
