package io.execparity.stream.elastic;

import io.execparity.stream.ResultKind;

/**
 * A result that the server will never take as it is.
 *
 * @param id the document's
 * @param source the document, one JSON object
 * @param reason the server's, bounded and safe to show
 */
@SuppressWarnings("ArrayRecordComponent") // made once, handed on and never changed
public record DeadLetter(ResultKind kind, String id, byte[] source, String reason) {}
