package io.execparity.cli.hostile;

import io.execparity.cli.Corpora;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * An audit log as an attacker would write it, endless in kind and the same for the same seed: the corpora replayed again
 * and again as later boots of several hosts, with damaged, forged, repeated and displaced lines among them.
 */
public final class HostileInput extends InputStream {
    private static final int FORGED_HOSTS = 5_000;
    private static final int HOSTS = 4;
    private static final Mutation[] MUTATIONS = Mutation.values();

    private final List<List<byte[]>> corpora = List.of(Corpora.lines(Corpora.ENRICHED), Corpora.lines(Corpora.RAW));
    private final Random random;
    private final ForgedEvents forged;
    private final long wanted;
    private final byte[][] recent = new byte[64][];

    private byte[] buffer = new byte[1 << 18];
    private int position;
    private int limit;
    private long lines;
    private int corpus;
    private int next;
    private long round;
    private int introduced;

    /** @param wanted how many lines there are to be at least; the last event is not cut */
    public HostileInput(long seed, long wanted) {
        this.random = new Random(seed);
        this.forged = new ForgedEvents(random);
        this.wanted = wanted;
        Arrays.fill(recent, corpora.get(0).get(0));
    }

    /** Lines that were handed out, empty ones included. */
    public long lines() {
        return lines;
    }

    @Override
    public int read() {
        return position < limit || fill() ? buffer[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == limit && !fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean fill() {
        position = 0;
        limit = 0;
        while (lines < wanted && limit < 1 << 17) {
            batch().forEach(this::append);
        }
        return limit > 0;
    }

    private void append(byte[] line) {
        if (limit + line.length + 1 > buffer.length) {
            buffer = Arrays.copyOf(buffer, (limit + line.length + 1) * 2);
        }
        System.arraycopy(line, 0, buffer, limit, line.length);
        limit += line.length;
        buffer[limit++] = '\n';
        lines++;
        for (byte b : line) {
            lines += b == '\n' ? 1 : 0;
        }
    }

    private List<byte[]> batch() {
        if (introduced < HOSTS) {
            // Before the forged ones, so that these do not take all the places.
            introduced++;
            return List.of(
                    Stamp.from("host-" + introduced % HOSTS, any()), Stamp.from(ForgedEvents.host(introduced), any()));
        }
        int dice = random.nextInt(100);
        if (dice < 50) {
            return List.of(replayed());
        }
        if (dice < 75) {
            return List.of(mutated());
        }
        if (dice < 80) {
            return List.of(recent[random.nextInt(recent.length)]);
        }
        if (dice < 85) {
            return shuffled();
        }
        if (dice < 86) {
            return List.of(Stamp.from("forged-" + random.nextInt(FORGED_HOSTS), any()));
        }
        if (dice < 99) {
            return forged.next();
        }
        return List.of(garbage());
    }

    /** The next line of a corpus, as of a later boot. */
    private byte[] replayed() {
        List<byte[]> lines = corpora.get(corpus);
        byte[] line = lines.get(next);
        next++;
        byte[] later = Stamp.later(line, round * 7_000, round * 600);
        if (round % HOSTS > 0) {
            later = Stamp.from("host-" + round % HOSTS, later);
        }
        if (next == lines.size()) {
            next = 0;
            corpus = (corpus + 1) % corpora.size();
            round += corpus == 0 ? 1 : 0;
        }
        recent[random.nextInt(recent.length)] = later;
        return later;
    }

    private byte[] any() {
        List<byte[]> lines = corpora.get(random.nextInt(corpora.size()));
        return lines.get(random.nextInt(lines.size()));
    }

    private byte[] mutated() {
        byte[] line = random.nextBoolean() ? replayed() : any();
        for (int i = 0; i <= random.nextInt(3); i++) {
            line = MUTATIONS[random.nextInt(MUTATIONS.length)].apply(line, any(), random);
        }
        return line;
    }

    private List<byte[]> shuffled() {
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            lines.add(replayed());
        }
        java.util.Collections.shuffle(lines, random);
        return lines;
    }

    private byte[] garbage() {
        byte[] bytes = new byte[random.nextInt(random.nextInt(50) == 0 ? 200_000 : 300)];
        random.nextBytes(bytes);
        return bytes;
    }
}
