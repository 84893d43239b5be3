package io.execparity.stream.flink;

import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.codec.MessageReader;
import io.execparity.schema.message.AgentMessage;
import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.Loss;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultEncoder;
import java.io.IOException;
import java.util.function.Consumer;

/** What agents say of hosts, which becomes one record of each host, and which some of a host's findings rest on. */
final class AgentMessages {
    private final HostState state;
    private final HostStreams streams;
    private final Consumer<EncodedResult> results;
    private final ResultEncoder encoder = new ResultEncoder();

    /**
     * @param state that of the host at hand
     * @param results told of a host's record whenever it changes
     */
    AgentMessages(HostState state, HostStreams streams, Consumer<EncodedResult> results) {
        this.state = state;
        this.streams = streams;
        this.results = results;
    }

    /** Takes what an agent says of the host that is Flink's current key and at hand, unless that came before. */
    void take(HostNote note) throws IOException {
        if (streams.isNew(note.host(), note.number(), null) && note.message().length > 0) {
            take(MessageReader.agentMessage(note.message()), note.number());
        }
    }

    private void take(AgentMessage message, LineNumber number) throws IOException {
        byte[] before = state.told();
        HostRecord host;
        try {
            host = before == null ? HostRecord.of(message.host()) : MessageReader.host(before);
        } catch (InvalidCatalogueException e) {
            throw new IOException("what is known of a host cannot be read", e);
        }
        if (message instanceof HostSnapshot snapshot) {
            host = host.with(snapshot);
            streams.kernelTold(message.host(), snapshot.kernel());
        } else if (message instanceof Loss loss) {
            host = host.with(loss);
            AgentLosses.of(loss, number).ifPresent(streams::lost);
        }
        EncodedResult result = encoder.host(host);
        state.tell(result.line().line());
        results.accept(result);
    }
}
