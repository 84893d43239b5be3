package io.execparity.dashboard.integrity;

/**
 * The short of one report.
 *
 * @param boot whatever tells one boot of a host from another: the kernel's boot id
 * @param at when the report was written, in milliseconds of the epoch
 * @param verdict {@code verify-ima}'s word; empty where the file is no report of its
 * @param passed whether the list leads to every register and signature that it was held against
 */
public record BootReport(
        String host,
        String boot,
        long at,
        String verdict,
        boolean passed,
        long entries,
        long violations,
        long problems) {}
