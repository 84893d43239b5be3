package io.execparity.collect.agent.spool;

import io.execparity.schema.message.SerialRange;
import java.util.List;

/**
 * Lines that were dropped to make room.
 *
 * @param source where they came from
 * @param lines how many
 * @param bytes how many bytes they had
 * @param serials of audit events that lost a line, in order; where there are too many ranges, neighbours are joined and
 *     the ranges cover serials that lost nothing as well
 */
public record SpoolLoss(String source, long lines, long bytes, List<SerialRange> serials) {
    public SpoolLoss {
        serials = List.copyOf(serials);
    }
}
