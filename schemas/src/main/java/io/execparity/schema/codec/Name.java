package io.execparity.schema.codec;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;

/** Every key that a line can have, encoded once. The JSON Schemas beside the classes say what each holds. */
enum Name {
    TIMESTAMP("@timestamp"),
    ANSWER("answer"),
    ARGS("args"),
    AUDIT("audit"),
    BY("by"),
    BY_DESCRIPTOR("by_descriptor"),
    BYTES("bytes"),
    CHECK("check"),
    CHECK_INTERFACE("check_interface"),
    CLASS("class"),
    CONFIDENCE("confidence"),
    COUNT("count"),
    DEVICE("device"),
    ENTITY_ID("entity_id"),
    EVENT("event"),
    EVIDENCE("evidence"),
    EXECPARITY("execparity"),
    EXECUTABLE("executable"),
    EXPLANATION("explanation"),
    FILE("file"),
    FIRST_SEEN("first_seen"),
    HASH("hash"),
    HOST("host"),
    ID("id"),
    INODE("inode"),
    INTERPRETER("interpreter"),
    KIND("kind"),
    LAST_SEEN("last_seen"),
    LENGTH("length"),
    MEMFD("memfd"),
    MODE("mode"),
    NAME("name"),
    OFFSET("offset"),
    ORIGIN("origin"),
    OUTCOME("outcome"),
    PARENT("parent"),
    PATH("path"),
    PID("pid"),
    POLICY("policy"),
    PROCESS("process"),
    REASON("reason"),
    RULE("rule"),
    SEVERITY("severity"),
    SHA1("sha1"),
    SHA256("sha256"),
    SHA384("sha384"),
    SHA512("sha512"),
    SUPPRESSED("suppressed"),
    TECHNIQUE("technique"),
    THREAT("threat"),
    USER("user"),
    VECTOR("vector"),
    WITNESS("witness");

    @SuppressWarnings("ImmutableEnumChecker") // it only remembers its own encoding
    private final SerializableString encoded;

    Name(String text) {
        this.encoded = new SerializedString(text);
    }

    SerializableString encoded() {
        return encoded;
    }
}
