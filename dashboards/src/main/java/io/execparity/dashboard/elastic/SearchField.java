package io.execparity.dashboard.elastic;

import io.execparity.dashboard.store.Field;
import java.util.List;

/** Where documents have what the dashboard asks for. Names come from enums, never from outside. */
public final class SearchField {
    /** When it became true. */
    public static final String TIME = "@timestamp";

    static final String LAST = "execparity.last_seen";
    /** As Elastic counts. */
    public static final String SEVERITY = "event.severity";

    static final String COUNT = "execparity.count";
    static final String ID = "board.id";
    /** Of what a suppression held back, and of nothing else. */
    static final String SUPPRESSED = "execparity.suppressed.by";
    /** What a search looks through; a process's number is compared as a whole. */
    static final List<String> WORDS = List.of(
            "rule.name",
            "host.name",
            "file.path",
            "process.executable",
            "process.name",
            "file.hash.sha1",
            "file.hash.sha256",
            "file.hash.sha384",
            "file.hash.sha512",
            "process.args",
            "execparity.interpreter",
            "execparity.explanation.whole");

    private SearchField() {}

    /** Whether it is said by people, and so is in no index. */
    static boolean isSaid(Field field) {
        return field == Field.STATUS || field == Field.OWNER;
    }

    static boolean isNumber(Field field) {
        return field == Field.PID || field == Field.PARENT;
    }

    /**
     * The name of a field in documents.
     *
     * @throws IllegalArgumentException for what people say, which is in no document
     */
    public static String of(Field field) {
        return switch (field) {
            case RULE -> "rule.name";
            case HOST -> "host.name";
            case PROCESS -> "process.entity_id";
            case PID -> "process.pid";
            case PARENT -> "process.parent.pid";
            case FILE, PROGRAM, ATTENTION -> "board." + field.word();
            case CLASS, SEVERITY, CONFIDENCE, MODE, VECTOR, ORIGIN, CHECK, OUTCOME -> "execparity." + field.word();
            case STATUS, OWNER -> throw new IllegalArgumentException(field + " is in no index");
        };
    }
}
