package io.execparity.collect.agent.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A folder for a spool, and what is written to and read from it. */
abstract class SpoolKit {
    static final long EPOCH = 1_795_347_150_844L;

    @TempDir
    Path folder;

    /** What a message about a loss is filled up to. */
    int lossBytes;

    final List<SpoolLoss> losses = new ArrayList<>();
    final Spool.LossWriter lossWriter = new Spool.LossWriter() {
        @Override
        public byte[] dropped(SpoolLoss loss) {
            losses.add(loss);
            return ("lost " + loss.lines() + " ".repeat(lossBytes)).getBytes(UTF_8);
        }

        @Override
        public byte[] damaged(long segment, long bytes) {
            return ("damaged " + segment + " " + bytes).getBytes(UTF_8);
        }
    };

    Spool open(long most) throws IOException {
        return Spool.open(new SpoolSettings(folder.resolve("spool"), most), lossWriter, EPOCH);
    }

    static void append(Spool spool, String... lines) throws IOException {
        List<Incoming> batch = new ArrayList<>();
        for (String line : lines) {
            String resume = "after " + line.substring(0, Math.min(10, line.length()));
            batch.add(Incoming.line("audit", "", resume, line.getBytes(UTF_8)));
        }
        spool.append(batch);
    }

    static List<SpooledRecord> readAll(Spool spool) throws IOException {
        List<SpooledRecord> all = new ArrayList<>();
        SpoolBatch batch = spool.read(spool.acknowledged(), 10_000);
        while (!batch.records().isEmpty()) {
            all.addAll(batch.records());
            batch = spool.read(batch.end(), 10_000);
        }
        return all;
    }

    static List<String> values(List<SpooledRecord> records) {
        return records.stream()
                .map(record -> new String(record.record().value(), UTF_8))
                .toList();
    }

    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    static String syscall(int serial, int number) {
        return "type=SYSCALL msg=audit(1795347150.844:" + serial + "): arch=c000003e syscall=" + number
                + " success=yes exit=0 a0=0 a1=0 a2=0 a3=0 items=1 ppid=1 pid=2 comm=\"x\" exe=\"/usr/bin/x\"";
    }

    static String path(int serial) {
        return "type=PATH msg=audit(1795347150.844:" + serial + "): item=0 name=\"/x\" inode=1 dev=fe:00 mode=0100644";
    }

    static int serial(SpooledRecord record) {
        String line = new String(record.record().value(), UTF_8);
        return Integer.parseInt(line.substring(line.indexOf(".844:") + 5, line.indexOf("): ")));
    }
}
