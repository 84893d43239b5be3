package io.execparity.collect.parse;

/** Why a line is no record, in a sentence for the person who reads the count of them. */
public enum RejectReason {
    EMPTY("The line is empty."),
    COMMENT("The line is a comment, as it begins with #."),
    OVERSIZED("The line is longer than 65,535 bytes, more than any audit record."),
    NOT_AN_AUDIT_RECORD("The line is no audit record in any form known here."),
    NO_TYPE("The line begins like an audit record but its type cannot be read."),
    BAD_STAMP("The record has no readable stamp audit(SECONDS.MILLISECONDS:SERIAL), so its event is unknown."),
    BAD_JSON("The line begins like a journal entry but is no valid JSON object."),
    MESSAGE_LEFT_OUT("The journal export left the message out because it is long; export with journalctl --all."),
    FOREIGN_SYSLOG_TAG("The line looks like an audit record but was sent to syslog under a tag that anybody may use."),
    LOSS_NOTICE("The line is the kernel's own note that it lost audit records or held back messages."),
    TOO_MANY_HOSTS("The line names one host more than are followed at once.");

    private final String sentence;

    RejectReason(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
