package io.execparity.dashboard.board;

/** How large a panel is on a board. */
final class Grid {
    static final int TALLEST = 12;
    private static final int LOW = 6;

    private Grid() {}

    /** Numbers are small, charts half as wide as the board, rows as wide. */
    static int width(Panel panel, int board, int small) {
        return switch (panel.shape()) {
            case COUNT -> small;
            case OVER_TIME, TOP -> board / 2;
            case ROWS -> board;
        };
    }

    static int height(Panel panel) {
        return panel.shape() == Panel.Shape.COUNT ? LOW : TALLEST;
    }
}
