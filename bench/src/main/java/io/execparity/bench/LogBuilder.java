package io.execparity.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a log of any length from a short one: {@code LogBuilder SHORT.gz RECORDS OUT}. */
final class LogBuilder {
    private final RepeatedLog log;

    private LogBuilder(RepeatedLog log) {
        this.log = log;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("usage: LogBuilder SHORT.gz RECORDS OUT");
        }
        long records = Long.parseLong(arguments[1]);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2])), 1 << 18)) {
            new LogBuilder(RepeatedLog.of(Path.of(arguments[0]))).write(records, out);
        }
    }

    private void write(long records, OutputStream out) throws IOException {
        long left = records;
        long round = 0;
        for (; left >= log.lines(); round++) {
            write(log.lines(), round, out);
            left -= log.lines();
        }
        int whole = log.wholeEvents((int) left);
        write(whole, round, out);
        int last = -1;
        for (int i = 0; i < whole; i++) {
            last = Math.max(last, log.serial(i, 0));
        }
        int single = log.first("USER");
        for (long i = 1; i <= left - whole; i++) {
            out.write(log.moved(single, round, last + i - log.serial(single, 0)));
            out.write('\n');
        }
    }

    private void write(int lines, long round, OutputStream out) throws IOException {
        for (int i = 0; i < lines; i++) {
            out.write(log.line(i, round));
            out.write('\n');
        }
    }
}
