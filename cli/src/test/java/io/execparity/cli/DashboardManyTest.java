package io.execparity.cli;

/**
 * Twenty thousand findings, on a machine that does other things meanwhile. {@code bench/dashboard} holds a million to the
 * budgets as they are.
 */
final class DashboardManyTest extends FolderOfMany {
    private static final int BUSY = 4;

    @Override
    int findings() {
        return MILLION / 50;
    }

    @Override
    long patience(long budget) {
        return BUSY * budget;
    }
}
