package io.execparity.stream.engine;

import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is remembered of one process, from the first record of it to a little after its end. */
final class ProcessState {
    /** Descriptors kept; the numbers that programs use are small, so more than this are scratch files. */
    static final int MAX_DESCRIPTORS = 256;
    /** Far above what so many take, with the longest paths there are. */
    static final int MAX_DESCRIPTOR_BYTES = 1 << 24;

    static final int MAX_CHECKS = 32;
    private static final int ATTEMPT_BYTES = 600;
    /** About what a state takes without its texts, and a descriptor, check or run. */
    private static final int OWN_BYTES = 600;

    private static final int DESCRIPTOR_BYTES = 160;
    private static final int ENTRY_BYTES = 48;
    private static final int CHECK_BYTES = 200;

    /**
     * A check that this process made.
     *
     * @param asker the program that it was then, null where that is not known
     */
    record Question(
            @Nullable FileIdentity file,
            @Nullable Bytes path,
            CheckState state,
            CheckInterface through,
            EventKey key,
            String evidence,
            @Nullable Bytes asker) {
        Question(
                @Nullable FileIdentity file,
                @Nullable Bytes path,
                CheckState state,
                CheckInterface through,
                EventKey key,
                String evidence) {
            this(file, path, state, through, key, evidence, null);
        }

        /** False too where it was of an earlier file, whose number was given anew by the event of serial {@code since}. */
        boolean isAbout(FileIdentity other, long since) {
            return other.equals(file) && key.serial() >= since;
        }

        Question by(@Nullable Bytes program) {
            return new Question(file, path, state, through, key, evidence, program);
        }
    }

    final int pid;
    final String entityId;
    final EventKey first;

    int parentPid;
    long lastUsed;
    boolean ended;
    /** The engine's time of the end, for a process that ended. */
    long endedAt;

    @Nullable
    Bytes executable;

    @Nullable
    FileIdentity image;
    /** The interpreter that the image is, as it was called; null for any other program. */
    @Nullable
    Interpreter interpreter;

    @Nullable
    Bytes comm;

    @Nullable
    Bytes terminal;

    @Nullable
    Bytes subject;

    @Nullable
    Bytes directory;

    List<Bytes> arguments = List.of();
    long userId = -1;
    long loginUserId = -1;

    HeldBits securebits = HeldBits.NONE;
    /** True while the parent has not been seen, so that inherited bits are not known yet. */
    boolean lineageOpen;
    /** Attempts to give bits up, made before it was known which ones it had inherited. */
    final List<SecurebitsHandler.Attempt> attempts = new ArrayList<>();

    /** The path that the host's own root gives the image: known where IMA named it or init started it. */
    boolean pathTrusted;
    /** The image is the file that its path first led to from the host's own root. */
    boolean firstOfItsPath;

    /** Changed by {@link #describe}, {@link #inherit} and {@link #closeOnExec} alone. */
    final Map<Integer, Descriptor> descriptors = new TreeMap<>();

    final List<Question> questions = new ArrayList<>();
    final List<OpenRun> runs = new ArrayList<>();

    @Nullable
    PendingDenial pending;
    /** The last check of this image that was refused, until its exit status tells what it made of it. */
    @Nullable
    PendingDenial refused;

    /** True once an open of this image was on record, so that opens that are not on record did not happen. */
    boolean opensOnRecord;
    /** The last regular file opened for reading, until a child takes it for its standard input. */
    @Nullable
    Descriptor lastRead;
    /** A file that an exec refused with ENOEXEC: the kernel judged it executable, and a shell then reads it itself. */
    @Nullable
    FileIdentity judgedExecutable;
    /** The last exec by a child, for telling the members of a pipeline. */
    @Nullable
    EventKey lastChildExec;

    /** What the descriptors take: those that a parent opened count for their places only. */
    int descriptorBytes;

    ProcessState(int pid, String entityId, EventKey first) {
        this.pid = pid;
        this.entityId = entityId;
        this.first = first;
    }

    /** Takes its interpreters as they are known by now; true where that changes more than what names lead to. */
    boolean nameAgain(KnownInterpreters known) {
        Interpreter own = known.again(interpreter);
        boolean changed = KnownInterpreters.isForgotten(interpreter, own);
        interpreter = own;
        for (OpenRun run : runs) {
            Interpreter ofRun = known.again(run.interpreter);
            changed |= KnownInterpreters.isForgotten(run.interpreter, ofRun);
            run.interpreter = ofRun;
        }
        return changed;
    }

    /** True where the bits of its ancestors matter and are not known yet. */
    boolean awaitsLineage() {
        return lineageOpen || !attempts.isEmpty();
    }

    void describe(int number, Descriptor descriptor) {
        if (number < 0 || descriptors.size() >= MAX_DESCRIPTORS && !descriptors.containsKey(number)) {
            return;
        }
        Descriptor before = descriptors.put(number, descriptor);
        int more = DESCRIPTOR_BYTES + Bytes.length(descriptor.path());
        int less = before == null ? 0 : DESCRIPTOR_BYTES + Bytes.length(before.path());
        // One that a parent opened counted for its place only.
        descriptorBytes = Math.max(descriptors.size() * ENTRY_BYTES, descriptorBytes + more - less);
    }

    /** Takes over the descriptors of a parent, which the two share from then on. */
    void inherit(ProcessState parent) {
        descriptors.putAll(parent.descriptors);
        descriptorBytes = descriptors.size() * ENTRY_BYTES;
    }

    /** Closes what does not outlive an exec. */
    void closeOnExec() {
        if (descriptors.values().removeIf(Descriptor::closeOnExec)) {
            descriptorBytes = 0;
            for (Descriptor left : descriptors.values()) {
                descriptorBytes += DESCRIPTOR_BYTES + Bytes.length(left.path());
            }
        }
    }

    void ask(Question question) {
        if (questions.size() >= MAX_CHECKS) {
            questions.remove(0);
        }
        questions.add(question.by(executable));
    }

    /**
     * The last check of this file that got an answer, or null.
     *
     * @param since the serial that its life began at, before which its number was another's; 0 where that is not known
     */
    @Nullable
    Question lastQuestion(@Nullable FileIdentity file, long since) {
        for (int i = questions.size() - 1; i >= 0; i--) {
            Question question = questions.get(i);
            if (file != null && question.state() != CheckState.UNKNOWN && question.isAbout(file, since)) {
                return question;
            }
        }
        return null;
    }

    /** About how many bytes it takes. */
    int weight() {
        int weight = OWN_BYTES
                + descriptorBytes
                + Bytes.length(executable)
                + Bytes.length(comm)
                + Bytes.length(subject)
                + Bytes.length(directory)
                + ATTEMPT_BYTES * attempts.size();
        for (Bytes argument : arguments) {
            weight += ENTRY_BYTES + argument.length();
        }
        for (Question question : questions) {
            weight += CHECK_BYTES + Bytes.length(question.path()) + Bytes.length(question.asker());
        }
        for (OpenRun run : runs) {
            weight += run.weight();
        }
        return weight;
    }

    ProcessView view() {
        return new ProcessView(entityId, pid, parentPid, executable, comm, arguments, userId, loginUserId);
    }
}
