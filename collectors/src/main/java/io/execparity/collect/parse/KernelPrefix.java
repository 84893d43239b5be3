package io.execparity.collect.parse;

/** What stands before a record in the kernel's own log: {@code kernel: [   12.345678] audit: }, each part optional. */
final class KernelPrefix {
    private static final int MAX_BRACKET_BYTES = 32;

    private KernelPrefix() {}

    /** Where the record begins. */
    static int skip(byte[] bytes, int start, int end) {
        int position = Ascii.skip(bytes, start, end, ' ');
        if (Ascii.startsWith(bytes, position, end, "kernel: ")) {
            position = Ascii.skip(bytes, position + 8, end, ' ');
        }
        int close = bracket(bytes, position, end);
        while (close >= 0) {
            position = Ascii.skip(bytes, close + 1, end, ' ');
            close = bracket(bytes, position, end);
        }
        return Ascii.startsWith(bytes, position, end, "audit: ") ? position + 7 : position;
    }

    /** The end of printk's {@code [   12.345678]} or {@code [    T1]}, or -1. */
    private static int bracket(byte[] bytes, int start, int end) {
        return start < end && bytes[start] == '['
                ? Ascii.indexOf(bytes, start, Math.min(end, start + MAX_BRACKET_BYTES), ']')
                : -1;
    }

    /** True for {@code audit: audit_lost=…}, {@code kauditd_printk_skb: 9 callbacks suppressed} and the like. */
    static boolean isLossNotice(byte[] bytes, int start, int end) {
        return Ascii.startsWith(bytes, start, end, "audit_lost=")
                || Ascii.startsWith(bytes, start, end, "audit_backlog=")
                || Ascii.startsWith(bytes, start, end, "backlog limit exceeded")
                || Ascii.startsWith(bytes, start, end, "rate limit exceeded")
                || Ascii.startsWith(bytes, start, end, "kauditd hold queue overflow")
                || Ascii.startsWith(bytes, start, end, "kauditd_printk_skb: ")
                || Ascii.startsWith(bytes, start, end, "audit_printk_skb: ")
                || Ascii.startsWith(bytes, start, end, "out of memory in audit_log_start");
    }
}
