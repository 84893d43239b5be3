package io.execparity.schema.record;

/**
 * What an openat2 call asked for; written even when the call fails.
 *
 * @param openFlags the O_ flags, printed in octal
 * @param resolve the RESOLVE_ flags
 */
public record Openat2Record(RecordHead head, Fields fields, long openFlags, long resolve) implements AuditRecord {
    static Openat2Record from(RecordHead head, Fields fields) {
        int oflag = fields.find("oflag", 0);
        return new Openat2Record(head, fields, oflag < 0 ? 0 : fields.number(oflag, 8, 0), fields.hex("resolve", 0));
    }
}
