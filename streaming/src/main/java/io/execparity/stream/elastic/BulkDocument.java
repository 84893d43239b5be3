package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultId;
import io.execparity.stream.ResultKind;

/**
 * A result with the id that it has in its index.
 *
 * @param id as {@link ResultId} makes it
 * @param source one JSON object without a line feed
 */
@SuppressWarnings("ArrayRecordComponent") // made once, handed on and never changed
record BulkDocument(ResultKind kind, String id, byte[] source) {
    static BulkDocument of(EncodedResult result) {
        return new BulkDocument(
                result.kind(), ResultId.of(result), result.line().line());
    }

    /** The line that stands before the source in a bulk request. */
    byte[] action(String index) {
        return ("{\"index\":{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\"}}\n").getBytes(UTF_8);
    }
}
