package io.execparity.schema.codec;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;

/** Every key that a line can have, encoded once. The JSON Schemas beside the classes say what each holds. */
enum Name {
    TIMESTAMP("@timestamp"),
    ABOUT("about"),
    AGENT("agent"),
    ANSWER("answer"),
    ARGS("args"),
    AUDIT("audit"),
    AUDIT_RULES("audit_rules"),
    AUDIT_STATUS("audit_status"),
    BOOT("boot"),
    BY("by"),
    BYTES("bytes"),
    BY_DESCRIPTOR("by_descriptor"),
    CAUSE("cause"),
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
    FIX("fix"),
    HASH("hash"),
    HOST("host"),
    ID("id"),
    IMA_POLICY("ima_policy"),
    INODE("inode"),
    INTERPRETER("interpreter"),
    KERNEL("kernel"),
    KIND("kind"),
    LAST_SEEN("last_seen"),
    LENGTH("length"),
    LINES("lines"),
    LINK("link"),
    LOSS("loss"),
    LOSSES("losses"),
    MACHINE("machine"),
    MEMFD("memfd"),
    MEMFD_NOEXEC("memfd_noexec"),
    MESSAGE("message"),
    MODE("mode"),
    MOUNTS("mounts"),
    NAME("name"),
    OFFSET("offset"),
    ORIGIN("origin"),
    OUTCOME("outcome"),
    PARENT("parent"),
    PATH("path"),
    PID("pid"),
    POLICY("policy"),
    PROBE("probe"),
    PROCESS("process"),
    REASON("reason"),
    RECORDED_AFTER("recorded_after"),
    RULE("rule"),
    RUN("run"),
    RUNTIMES("runtimes"),
    SECURITY_MODULES("security_modules"),
    SENT_AFTER("sent_after"),
    SERIALS("serials"),
    SEVERITY("severity"),
    SHA1("sha1"),
    SHA256("sha256"),
    SHA384("sha384"),
    SHA512("sha512"),
    SNAPSHOT("snapshot"),
    SOURCE("source"),
    SUPPRESSED("suppressed"),
    TAKEN("taken"),
    TECHNIQUE("technique"),
    THREAT("threat"),
    TOLD("told"),
    TOLD_AFTER("told_after"),
    UNREADABLE("unreadable"),
    USER("user"),
    VECTOR("vector"),
    VERB("verb"),
    VERSION("version"),
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
