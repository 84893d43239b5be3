package io.execparity.dashboard.terminal;

import io.execparity.schema.text.TerminalText;
import io.execparity.schema.text.TerminalText.Cut;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * One line on standard error that says how far long work is. It is silent where standard error is not a terminal, cheap
 * enough to be told of every record, and gone when closed. For one thread.
 */
public final class Progress implements AutoCloseable {
    private static final long NANOS_BETWEEN = 200_000_000L;
    private static final double NANOS_IN_SECOND = 1e9;
    private static final int WIDEST = 78;

    private final PrintStream out;
    private final boolean shown;
    private final LongSupplier nanoTime;
    private final String what;
    private final long began;
    private long last;
    private int width;

    Progress(String what, PrintStream out, boolean shown, LongSupplier nanoTime) {
        this.what = TerminalText.ASCII.of(what, 20, Cut.END);
        this.out = out;
        this.shown = shown;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.last = began;
    }

    /**
     * Begins work.
     *
     * @param what a word or two for it
     */
    public static Progress of(String what) {
        return new Progress(what, System.err, StandardStream.ERROR.isTerminal(), System::nanoTime);
    }

    /**
     * Says how far it is; mostly ignored, because a line is written five times a second at most.
     *
     * @param done in any unit, bytes for instance
     * @param total in the same unit, 0 where unknown
     * @param records how many records were read
     */
    public void at(long done, long total, long records) {
        if (!shown) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - last < NANOS_BETWEEN) {
            return;
        }
        last = now;
        StringBuilder line = new StringBuilder(what);
        if (total > 0) {
            line.append("  ").append(percent(done, total)).append(" %");
        }
        line.append("  ").append(TerminalStyle.number(records)).append(" records  ");
        line.append(TerminalStyle.number(Math.round(records / ((now - began) / NANOS_IN_SECOND))))
                .append("/s");
        show(line.toString());
    }

    /** Leaves the line empty, for whatever is printed next. */
    @Override
    public void close() {
        if (width > 0) {
            show("");
            out.print('\r');
            out.flush();
            width = 0;
        }
    }

    /** Never more than 100, though a file may grow while it is read, and 100 only at the end. */
    private static long percent(long done, long total) {
        return (long) Math.min(100.0, Math.max(0.0, 100.0 * done / total));
    }

    private void show(String line) {
        String fitting = line.substring(0, Math.min(WIDEST, line.length()));
        out.print('\r' + fitting + " ".repeat(Math.max(0, width - fitting.length())));
        out.flush();
        width = fitting.length();
    }
}
