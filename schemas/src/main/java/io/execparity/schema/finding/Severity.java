package io.execparity.schema.finding;

/** How bad it is, in words and in the numbers that Elastic uses for {@code event.severity}. */
public enum Severity {
    INFO("info", 1),
    LOW("low", 21),
    MEDIUM("medium", 47),
    HIGH("high", 73),
    CRITICAL("critical", 99);

    private final String word;
    private final int number;

    Severity(String word, int number) {
        this.word = word;
        this.number = number;
    }

    public String word() {
        return word;
    }

    public int number() {
        return number;
    }
}
