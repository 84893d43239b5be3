package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;

/** What is remembered of a file, saved. */
final class FileStateCodec implements Codec<FileState> {
    static final FileStateCodec CODEC = new FileStateCodec();

    private static final int DENIAL = 1;
    private static final int RUN = 2;
    private static final int UNKEPT_RUNS = 3;
    private static final int PATH = 4;
    private static final int LINK = 5;
    private static final int LABEL = 6;
    private static final int WRITES = 7;
    private static final int MEASURED_AT = 8;
    private static final int LISTED_AT = 9;
    private static final int MODE = 10;
    private static final int FLAGS = 11;
    private static final int DIGEST = 12;
    private static final int MEASURED_PATH = 13;
    private static final int MEMFD = 14;
    private static final int MEMFD_NAME = 15;
    private static final int LAST_USED = 16;
    private static final int SINCE = 17;
    private static final int LOST_NAME_AT = 18;

    private static final int IS_TEMPORARY = 1;
    private static final int IS_DELETED = 2;
    private static final int IS_SCRIPT = 4;
    private static final int IS_MADE = 8;

    private FileStateCodec() {}

    @Override
    public void write(FileState file, StateWriter out) {
        DenialCodec.CODEC.write(out, DENIAL, file.denials.values());
        PastRunCodec.CODEC.write(out, RUN, file.runs);
        out.number(UNKEPT_RUNS, file.unkeptRuns);
        Parts.bytes(out, PATH, file.path);
        file.links.forEach(link -> Parts.bytes(out, LINK, link));
        Parts.bytes(out, LABEL, file.label);
        out.number(WRITES, file.writes);
        out.number(MEASURED_AT, file.measuredAt, -1);
        out.number(LISTED_AT, file.listedAt, -1);
        out.number(MODE, file.mode, -1);
        out.number(
                FLAGS,
                (file.temporary ? IS_TEMPORARY : 0)
                        | (file.deleted ? IS_DELETED : 0)
                        | (file.script ? IS_SCRIPT : 0)
                        | (file.made ? IS_MADE : 0));
        Parts.digest(out, DIGEST, file.digest);
        Parts.bytes(out, MEASURED_PATH, file.measuredPath);
        MemfdCodec.CODEC.write(out, MEMFD, file.memfd);
        Parts.bytes(out, MEMFD_NAME, file.memfdName);
        out.number(LAST_USED, file.lastUsed);
        out.number(SINCE, file.since);
        out.number(LOST_NAME_AT, file.lostNameAt);
    }

    @Override
    public FileState read(StateReader in) throws UnreadableStateException {
        FileState file = new FileState();
        while (in.next()) {
            switch (in.tag()) {
                case DENIAL -> file.deny(DenialCodec.CODEC.read(in.message()));
                case RUN -> readRun(file, in);
                case UNKEPT_RUNS -> file.unkeptRuns = Parts.natural(in);
                case PATH -> file.path = Parts.bytes(in);
                case LINK -> readLink(file, in);
                case LABEL -> file.label = Parts.bytes(in);
                case WRITES -> file.writes = Parts.natural(in);
                case MEASURED_AT -> file.measuredAt = Parts.natural(in);
                case LISTED_AT -> file.listedAt = Parts.natural(in);
                case MODE -> file.mode = Parts.integer(in);
                case FLAGS -> {
                    int flags = Parts.integer(in);
                    file.temporary = (flags & IS_TEMPORARY) != 0;
                    file.deleted = (flags & IS_DELETED) != 0;
                    file.script = (flags & IS_SCRIPT) != 0;
                    file.made = (flags & IS_MADE) != 0;
                }
                case DIGEST -> file.digest = Parts.digest(in);
                case MEASURED_PATH -> file.measuredPath = Parts.bytes(in);
                case MEMFD -> file.memfd = MemfdCodec.CODEC.read(in.message());
                case MEMFD_NAME -> file.memfdName = Parts.bytes(in);
                case LAST_USED -> file.lastUsed = Parts.natural(in);
                case SINCE -> file.since = Parts.natural(in);
                case LOST_NAME_AT -> file.lostNameAt = Parts.natural(in);
                default -> {}
            }
        }
        return file;
    }

    private static void readRun(FileState file, StateReader in) throws UnreadableStateException {
        FileState.PastRun run = PastRunCodec.CODEC.read(in.message());
        if (file.runs.size() >= FileState.MAX_RUNS) {
            throw in.invalid("more than " + FileState.MAX_RUNS + " runs of a file");
        }
        file.remember(run);
    }

    private static void readLink(FileState file, StateReader in) throws UnreadableStateException {
        Bytes name = Parts.bytes(in);
        if (file.links.size() >= FileState.MAX_LINKS) {
            throw in.invalid("more than " + FileState.MAX_LINKS + " links to a file");
        }
        file.link(name);
    }
}
