package io.execparity.stream.flink;

import io.execparity.schema.event.SourceLoss;
import io.execparity.schema.event.SourceLoss.What;
import io.execparity.schema.message.Loss;
import io.execparity.schema.message.SerialRange;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.TerminalText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an agent's message of a loss means for the host's evidence. */
final class AgentLosses {
    private static final int MOST_TOLD = 500;

    private AgentLosses() {}

    /**
     * Empty where nothing is missing that a rule could need.
     *
     * @param number of the message
     */
    static Optional<SourceLoss> of(Loss loss, LineNumber number) {
        return what(loss.reason())
                .map(what -> new SourceLoss(
                        loss.host(),
                        new EventKey(Math.max(0, loss.epochMillis()), 0),
                        what,
                        told(loss.source()),
                        explanation(loss),
                        List.of(),
                        which(loss, number)));
    }

    private static String which(Loss loss, LineNumber number) {
        String serials = loss.serials().stream().map(SerialRange::text).collect(Collectors.joining(","));
        String message = number.isGiven() ? number.epoch() + "/" + number.sequence() : "";
        return told(loss.reason().word() + ' ' + message + ' ' + loss.lines() + ' ' + loss.bytes() + ' ' + serials);
    }

    private static Optional<What> what(Loss.Reason reason) {
        return switch (reason) {
            case SPOOL_FULL,
                    SPOOL_DAMAGED,
                    OVERRUN,
                    OVERSIZED,
                    REFUSED,
                    LOG_PLACE_LOST,
                    LOG_DAMAGED,
                    SOURCE_RESTARTED -> Optional.of(What.LINES_LOST);
            case LOG_TRUNCATED -> Optional.of(What.LOG_CUT);
            case LIST_SHRUNK -> Optional.of(What.LIST_SHRUNK);
            case LIST_REWRITTEN -> Optional.of(What.LIST_REWRITTEN);
            case LOG_COPIED, LOG_REPLACED, LIST_TRIMMED, LIST_REBOOTED -> Optional.empty();
        };
    }

    private static String explanation(Loss loss) {
        String lines = loss.lines() == Loss.UNKNOWN ? "" : loss.lines() + " line(s), ";
        String sentence = told(loss.explanation()).replaceFirst("\\.$", "");
        return lines + loss.reason().word() + ": " + sentence;
    }

    private static String told(String text) {
        return TerminalText.UNICODE.of(text.length() <= MOST_TOLD ? text : text.substring(0, MOST_TOLD) + "…");
    }
}
