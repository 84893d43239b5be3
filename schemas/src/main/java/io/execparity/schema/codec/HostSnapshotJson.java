package io.execparity.schema.codec;

import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;

/**
 * Snapshots of hosts; {@code host-snapshot.schema.json} describes the object. It carries no line feed. An encoder
 * reuses its buffers: one for each thread.
 */
public final class HostSnapshotJson {
    /** What a message says of its own form: raised when a reader of an older one could misunderstand it. */
    static final int VERSION = 1;

    private final JsonLine json = new JsonLine();

    public byte[] line(HostSnapshot snapshot) {
        return json.of(line -> {
            line.time(Name.TIMESTAMP, snapshot.epochMillis());
            line.begin(Name.MESSAGE)
                    .word(Name.KIND, "host-snapshot")
                    .number(Name.VERSION, VERSION)
                    .end();
            line.begin(Name.HOST).text(Name.NAME, snapshot.host()).end();
            line.begin(Name.AGENT).text(Name.ID, snapshot.agent()).end();
            snapshot(line, snapshot);
        });
    }

    /** The object {@code snapshot}. */
    static void snapshot(JsonLine line, HostSnapshot snapshot) throws IOException {
        line.begin(Name.SNAPSHOT).word(Name.CAUSE, snapshot.cause().word());
        known(line, Name.BOOT, snapshot.boot());
        known(line, Name.KERNEL, snapshot.kernel());
        known(line, Name.MACHINE, snapshot.machine());
        line.texts(Name.SECURITY_MODULES, snapshot.securityModules());
        known(line, Name.MEMFD_NOEXEC, snapshot.memfdNoexec());
        line.manyTexts(Name.MOUNTS, snapshot.mounts());
        line.texts(Name.AUDIT_STATUS, snapshot.auditStatus());
        line.manyTexts(Name.AUDIT_RULES, snapshot.auditRules());
        line.manyTexts(Name.IMA_POLICY, snapshot.imaPolicy());
        line.texts(Name.RUNTIMES, snapshot.runtimes());
        line.texts(Name.UNREADABLE, snapshot.unreadable());
        known(line, Name.TIME_ZONE, snapshot.timeZone());
        line.end();
    }

    private static void known(JsonLine line, Name name, String text) throws IOException {
        if (!text.isEmpty()) {
            line.text(name, text);
        }
    }
}
