package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.schema.codec.LineFacts;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultId;
import io.execparity.stream.ResultKind;
import java.nio.ByteBuffer;

/**
 * A result with the id that it has in its index.
 *
 * @param id as {@link ResultId} makes it
 * @param source one JSON object without a line feed: the line, and at its end {@code board}, what else it is found by
 */
@SuppressWarnings("ArrayRecordComponent") // made once, handed on and never changed
record BulkDocument(ResultKind kind, String id, byte[] source) {
    static BulkDocument of(EncodedResult result) {
        byte[] line = result.line().line();
        ResultKind kind = result.kind();
        if (kind == ResultKind.REJECTED || kind == ResultKind.HOSTS) {
            return new BulkDocument(kind, ResultId.of(result), line);
        }
        LineFacts facts;
        try {
            facts = LineFacts.of(line);
        } catch (IllegalArgumentException e) {
            // No line of ours: the server refuses it, and says why.
            return new BulkDocument(kind, ResultId.of(result), line);
        }
        String id = ResultId.of(kind, facts);
        return new BulkDocument(kind, id, withBoard(kind, line, id, facts));
    }

    /** An index cannot compute ids of files and programs, nor sort by {@code _id}. All of these are base64url or words. */
    private static byte[] withBoard(ResultKind kind, byte[] line, String id, LineFacts facts) {
        boolean finding = kind == ResultKind.FINDINGS || kind == ResultKind.SUPPRESSED;
        String attention = finding ? facts.wantsAttention() ? "yes" : "no" : "";
        String board = ",\"board\":{\"id\":\"" + id + "\",\"file\":\"" + facts.file() + "\",\"program\":\""
                + facts.program() + "\",\"attention\":\"" + attention + "\"}}";
        byte[] added = board.getBytes(UTF_8);
        int last = line.length - 1;
        while (line[last] != '}') {
            last--;
        }
        return ByteBuffer.allocate(last + added.length)
                .put(line, 0, last)
                .put(added)
                .array();
    }

    /** The line that stands before the source in a bulk request. */
    byte[] action(String index) {
        return ("{\"index\":{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\"}}\n").getBytes(UTF_8);
    }
}
