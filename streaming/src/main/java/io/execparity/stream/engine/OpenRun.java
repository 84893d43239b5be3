package io.execparity.stream.engine;

import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run that is under way: what is known of it so far, and what is still awaited. */
final class OpenRun {
    private static final int MAX_EVIDENCE = 16;

    final EventKey key;
    final ProcessView process;
    final Mode mode;
    Vector vector;
    CodeOrigin origin = CodeOrigin.FILE;
    CheckState check = CheckState.NONE;

    @Nullable
    CheckInterface checkInterface;

    Outcome outcome = Outcome.UNKNOWN;

    @Nullable
    Interpreter interpreter;

    @Nullable
    Bytes interpreterPath;

    /** The paths of which the first to be opened is what runs, resolved as far as possible; empty where none is awaited. */
    List<Bytes> awaited = List.of();
    /** The module that is to be opened; null where none is awaited. */
    @Nullable
    Bytes module;

    @Nullable
    Bytes path;
    /** The path that was asked for, where the image's own differs. */
    @Nullable
    Bytes calledPath;

    @Nullable
    FileIdentity file;

    @Nullable
    Memfd memfd;

    @Nullable
    Bytes memfdName;

    @Nullable
    Bytes checkedOther;
    /** The program that checked it, as the process may have become another since. */
    @Nullable
    Bytes checkedBy;
    /** The serial that its file's life began at when it was bound to the run, 0 where that is not on record. */
    long fileSince;
    /** True where the making of its file is on record. */
    boolean fileMade;
    /** True where the records leave it open whether the checked file is another one than the file that ran. */
    boolean swapUncertain;

    /** The securebits when it began, or when its file was opened: what the process sets later binds others. */
    HeldBits policy = HeldBits.NONE;

    /** True where the records leave another reading of where its file is. */
    boolean originUncertain;

    boolean stdinGuessed;
    boolean fileKnown;
    boolean began;
    boolean opened;
    boolean lossNearby;
    /** The engine's time at which it began. */
    long begunAt;
    /** True while a wrapper such as env stands between the kernel and the interpreter of a shebang script. */
    boolean throughWrapper;
    /** The mode of the file when it was opened, -1 where unknown. */
    int fileMode = -1;
    /** The owner of the file when it was opened, -1 where unknown. */
    long owner = -1;
    /** How often the file had been written when it began; kept only where a measurement list was given. */
    long content;
    /** What the process did after the file was known: further opens, children, execs. */
    int actsSince;
    /** The process ended or executed something else; only its ancestors' securebits are awaited. */
    boolean over;

    boolean exitOnRecord;
    int exitStatus;

    long settleAt;
    final List<String> evidence = new ArrayList<>();

    OpenRun(EventKey key, ProcessView process, Mode mode, Vector vector) {
        this.key = key;
        this.process = process;
        this.mode = mode;
        this.vector = vector;
        evidence.add(key.stamp());
    }

    /** Takes the policy that its process is under now. */
    void bind(ProcessState process) {
        policy = process.securebits;
    }

    void witness(EventKey seen) {
        String stamp = seen.stamp();
        if (!evidence.contains(stamp)) {
            if (evidence.size() >= MAX_EVIDENCE) {
                evidence.remove(MAX_EVIDENCE / 2);
            }
            evidence.add(stamp);
        }
    }

    /** About how many bytes it takes, the process apart. */
    int weight() {
        int weight = 400 + Bytes.length(path) + Bytes.length(memfdName) + 80 * evidence.size();
        for (Bytes name : awaited) {
            weight += 48 + name.length();
        }
        return weight;
    }

    /** True where the file that was to run was not found, nor a pipe in its place. */
    boolean lacksFile() {
        return awaitsFile() && vector != Vector.STDIN_STREAM;
    }

    /** True while the file that runs is still to be found among the opens. */
    boolean awaitsFile() {
        return !fileKnown && (!awaited.isEmpty() || module != null);
    }
}
