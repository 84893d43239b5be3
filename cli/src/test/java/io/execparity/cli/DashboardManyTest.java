package io.execparity.cli;

/** Fifty thousand findings, held to the same budgets as the million of {@code bench/dashboard}. */
final class DashboardManyTest extends FolderOfMany {
    @Override
    int findings() {
        return MILLION / 20;
    }
}
