package io.execparity.schema.codec;

import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostRecord.Losses;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.Loss;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is known of hosts; {@code host.schema.json} describes the object. It carries no line feed. An encoder reuses its
 * buffers: one for each thread.
 */
public final class HostJson {
    /** What a message says of its own form: raised when a reader of an older one could misunderstand it. */
    static final int VERSION = 1;

    private final JsonLine json = new JsonLine();

    public byte[] line(HostRecord host) {
        return json.of(line -> {
            line.time(Name.TIMESTAMP, host.seenMillis());
            line.begin(Name.MESSAGE)
                    .word(Name.KIND, "host")
                    .number(Name.VERSION, VERSION)
                    .end();
            line.begin(Name.HOST).text(Name.NAME, host.host()).end();
            if (!host.agent().isEmpty()) {
                line.begin(Name.AGENT).text(Name.ID, host.agent()).end();
            }
            HostSnapshot snapshot = host.snapshot();
            if (snapshot != null) {
                HostSnapshotJson.snapshot(line, snapshot);
            }
            line.begin(Name.EXECPARITY);
            if (snapshot != null) {
                line.time(Name.TAKEN, snapshot.epochMillis());
            }
            losses(line, host);
            line.end();
        });
    }

    private static void losses(JsonLine line, HostRecord host) throws IOException {
        if (host.losses().isEmpty()) {
            return;
        }
        line.beginList(Name.LOSSES);
        Map<Loss.Reason, Losses> inOrder = new EnumMap<>(host.losses());
        for (Map.Entry<Loss.Reason, Losses> entry : inOrder.entrySet()) {
            Losses losses = entry.getValue();
            line.beginItem()
                    .word(Name.REASON, entry.getKey().word())
                    .number(Name.COUNT, losses.count())
                    .number(Name.LINES, losses.lines())
                    .number(Name.BYTES, losses.bytes())
                    .time(Name.LAST_SEEN, losses.lastMillis())
                    .text(Name.SOURCE, losses.source())
                    .text(Name.EXPLANATION, losses.explanation())
                    .end();
        }
        line.endList();
    }
}
