package io.execparity.dashboard.evidence;

import java.util.List;

/**
 * What was done with one file, directly and through others, side by side.
 *
 * @param marks in the order of time
 * @param complete false where the file has more marks than are shown
 */
public record ParityView(List<Mark> marks, List<Join> joins, List<Hold> holds, List<Life> lives, boolean complete) {
    public ParityView {
        marks = List.copyOf(marks);
        joins = List.copyOf(joins);
        holds = List.copyOf(holds);
        lives = List.copyOf(lives);
    }
}
