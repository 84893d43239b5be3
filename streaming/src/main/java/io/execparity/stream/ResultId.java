package io.execparity.stream;

import io.execparity.schema.codec.Ids;
import io.execparity.schema.codec.LineFacts;

/**
 * The id of a result, wherever it is kept: the same for the same result in every run, and for a roll-up that is told again
 * because it grew. It is read from the line, since a store that was given lines alone has to come to the same.
 */
public final class ResultId {
    private ResultId() {}

    /** 27 characters of base64url: 160 bits of SHA-256. */
    public static String of(EncodedResult result) {
        byte[] line = result.line().line();
        return switch (result.kind()) {
            case REJECTED -> Ids.line(line);
            case HOSTS -> Ids.result("hosts", result.line().host());
            default -> {
                try {
                    yield of(result.kind(), LineFacts.of(line));
                } catch (IllegalArgumentException e) {
                    // No line of ours; whoever gets it says so.
                    yield Ids.line(line);
                }
            }
        };
    }

    /** Of a finding, an execution or a check. What was suppressed is a finding. */
    public static String of(ResultKind kind, LineFacts facts) {
        ResultKind described = kind == ResultKind.SUPPRESSED ? ResultKind.FINDINGS : kind;
        return facts.id(described.fileName());
    }
}
