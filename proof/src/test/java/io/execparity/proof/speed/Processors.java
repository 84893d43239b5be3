package io.execparity.proof.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How busy all of the machine's processors are, with whatever runs on them, as {@code /proc/stat} counts it. */
final class Processors {
    private static final int IDLE = 4;
    private static final int WAITING_FOR_DISKS = 5;
    /** Guests' time, behind the eighth, is in the others already. */
    private static final int COUNTED = 8;

    private Processors() {}

    /** Clock ticks since the machine was started, of all processors together. */
    record Moment(long busy, long all) {
        /** The busy share of the time from then until this, 0 to 1. */
        double share(Moment then) {
            return all == then.all ? 0 : (double) (busy - then.busy) / (all - then.all);
        }
    }

    static Moment now() throws IOException {
        String[] fields =
                Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split("\\s+");
        long all = 0;
        for (int i = 1; i <= COUNTED; i++) {
            all += Long.parseLong(fields[i]);
        }
        return new Moment(all - Long.parseLong(fields[IDLE]) - Long.parseLong(fields[WAITING_FOR_DISKS]), all);
    }
}
