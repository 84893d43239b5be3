package io.execparity.schema.record;

/**
 * The answer of a fanotify permission listener such as fapolicyd.
 *
 * @param response 1 allow, 2 deny
 */
public record FanotifyRecord(RecordHead head, Fields fields, int response) implements AuditRecord {
    static FanotifyRecord from(RecordHead head, Fields fields) {
        return new FanotifyRecord(head, fields, (int) fields.decimal("resp", 0));
    }

    public boolean denied() {
        return response == 2;
    }
}
