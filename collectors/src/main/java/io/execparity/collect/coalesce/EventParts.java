package io.execparity.collect.coalesce;

import io.execparity.schema.event.MissingPart;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.ExecveRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which parts of one event have come, without the records themselves. */
final class EventParts {
    /** How far an unclear lack, in a host whose habits are unknown, is shifted in {@link #lacking}. */
    static final int UNKNOWN = 8;
    /** How far a lack is shifted that nothing in the event can rule out. */
    static final int POSSIBLE = 16;

    static final int DEFINITE_MASK = 0xFF;

    private static final int URING = 1 << 5;
    private static final int USER = 1 << 6;
    private static final int BELONGS_TO_CALL = 1 << 7;
    /** PROCTITLE itself came, not only the end of the event. */
    private static final int TITLED = 1 << 8;

    private static final int ALL_FLAGS = (1 << 9) - 1;

    /** Saved by their place: more may be added at the end. */
    private static final List<SystemCallShape> SHAPES = List.of(
            SystemCallShape.OTHER, SystemCallShape.EXECVE, SystemCallShape.EXECVEAT, SystemCallShape.HIDES_NAMES);

    private static final int FLAGS = 1;
    private static final int ITEMS = 2;
    private static final int PATHS = 3;
    private static final int NAMED = 4;
    private static final int SUCCESS = 5;
    private static final int SHAPE = 6;
    private static final int TALLY = 7;

    private static final int ALL = 0x1F;
    private static final List<Set<MissingPart>> SETS = sets();

    private int flags;
    private int items;
    private int paths;
    private boolean named;
    private boolean success;
    private SystemCallShape shape = SystemCallShape.OTHER;
    private @Nullable ExecveTally execve;

    void add(AuditRecord record, RecordRole role) {
        switch (role) {
            case SYSCALL -> addCall((SyscallRecord) record);
            case PATH -> {
                flags |= Habits.PATH | BELONGS_TO_CALL;
                paths++;
                named |= hasName(record);
            }
            case CWD -> flags |= Habits.CWD | BELONGS_TO_CALL;
            case EXECVE -> {
                flags |= Habits.EXECVE | BELONGS_TO_CALL;
                if (execve == null) {
                    execve = new ExecveTally();
                }
                execve.add((ExecveRecord) record);
            }
            case PROCTITLE -> {
                flags |= TITLED;
                end();
            }
            case END -> end();
            case URING -> {
                flags |= URING;
                items = Math.max(items, (int) record.fields().decimal("items", 0));
            }
            case PART -> flags |= BELONGS_TO_CALL;
            case USER -> flags |= USER;
            case WITNESS, DAEMON -> {}
        }
    }

    /** The event's end was told, by PROCTITLE or by itself. */
    void end() {
        flags |= Habits.PROCTITLE | BELONGS_TO_CALL;
    }

    /** The part that a record is, a bit of {@link Habits}, or 0. */
    static int part(AuditRecord record) {
        return switch (record.type()) {
            case SYSCALL -> Habits.SYSCALL;
            case PATH -> Habits.PATH;
            case CWD -> Habits.CWD;
            case EXECVE -> Habits.EXECVE;
            case PROCTITLE -> Habits.PROCTITLE;
            default -> 0;
        };
    }

    /**
     * The parts, as bits of {@link Habits}, of which no further record belongs to the event: the kernel writes one
     * SYSCALL, one CWD and one PROCTITLE, as many PATHs as it counts, and the arguments that it counts.
     */
    int closed() {
        int closed = flags & (Habits.SYSCALL | Habits.CWD);
        if ((flags & Habits.SYSCALL) != 0 && paths >= items) {
            closed |= Habits.PATH;
        }
        if (execve != null && execve.whole()) {
            closed |= Habits.EXECVE;
        }
        return (flags & TITLED) == 0 ? closed : closed | Habits.PROCTITLE;
    }

    private void addCall(SyscallRecord call) {
        flags |= Habits.SYSCALL;
        items = Math.max(items, call.items());
        success = call.success();
        shape = SystemCallShape.of(call);
    }

    /** Older kernels write no CWD for a call on a descriptor, whose PATH has no name. */
    private static boolean hasName(AuditRecord path) {
        int index = path.fields().find("name", 1);
        if (index < 0) {
            return false;
        }
        Bytes name = path.fields().written(index);
        return !name.is("(null)");
    }

    /** The parts that have come, as bits of {@link Habits}. */
    int having() {
        return flags & ALL;
    }

    /**
     * What the event lacks: bits of {@link Habits}, definite ones as they are, and shifted by {@link #UNKNOWN} or
     * {@link #POSSIBLE}. Nothing at all for a whole event.
     */
    int lacking(Habits habits) {
        if ((flags & Habits.SYSCALL) == 0) {
            return lackingWithoutCall(habits);
        }
        int lack = lackingNames(habits);
        if (execve != null) {
            lack |= execve.whole() ? 0 : Habits.EXECVE;
        } else if (success && shape != SystemCallShape.OTHER) {
            lack |= lackingArguments(habits);
        }
        return (flags & Habits.PROCTITLE) == 0 ? lack | habits.weigh(Habits.PROCTITLE) : lack;
    }

    /** True for an execveat that ran nothing as far as the records show: its flags would tell what it was. */
    boolean mayBeTraced() {
        return shape == SystemCallShape.EXECVEAT && execve == null;
    }

    private int lackingWithoutCall(Habits habits) {
        if ((flags & USER) != 0) {
            return 0;
        }
        if ((flags & URING) != 0) {
            return lackingNames(habits) | Habits.SYSCALL << POSSIBLE;
        }
        if ((flags & BELONGS_TO_CALL) == 0) {
            return Habits.SYSCALL << POSSIBLE;
        }
        int lack = habits.weigh(Habits.SYSCALL);
        return execve == null || execve.whole() ? lack : lack | Habits.EXECVE;
    }

    private int lackingNames(Habits habits) {
        int lack = 0;
        if (paths < items) {
            lack = shape == SystemCallShape.HIDES_NAMES ? Habits.PATH << POSSIBLE : habits.weigh(Habits.PATH);
        }
        if ((flags & Habits.CWD) == 0 && items > 0 && (named || paths == 0 && (lack & Habits.PATH) != 0)) {
            lack |= habits.weigh(Habits.CWD);
        }
        return lack;
    }

    /**
     * A check has one PATH and no EXECVE, and a static program run without IMA has one PATH too: then only waiting tells
     * whether EXECVE is on its way.
     */
    private int lackingArguments(Habits habits) {
        int lack = habits.weigh(Habits.EXECVE);
        return switch (shape) {
            case EXECVE -> lack;
            case EXECVEAT -> lack == 0 || items > 1 ? lack : Habits.EXECVE << POSSIBLE;
            case HIDES_NAMES, OTHER -> 0;
        };
    }

    void save(StateWriter out) {
        out.number(FLAGS, flags);
        out.number(ITEMS, items);
        out.number(PATHS, paths);
        out.flag(NAMED, named);
        out.flag(SUCCESS, success);
        out.number(SHAPE, SHAPES.indexOf(shape));
        if (execve != null) {
            out.message(TALLY, execve::save);
        }
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case FLAGS -> flags = in.integer(0, Integer.MAX_VALUE) & ALL_FLAGS;
                case ITEMS -> items = in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
                case PATHS -> paths = in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
                case NAMED -> named = in.flag();
                case SUCCESS -> success = in.flag();
                case SHAPE -> shape = SHAPES.get(in.integer(0, SHAPES.size() - 1));
                case TALLY -> {
                    execve = new ExecveTally();
                    execve.restore(in.message());
                }
                default -> {}
            }
        }
    }

    static Set<MissingPart> set(int definite) {
        return SETS.get(definite & ALL);
    }

    private static List<Set<MissingPart>> sets() {
        List<Set<MissingPart>> sets = new ArrayList<>();
        for (int bits = 0; bits <= ALL; bits++) {
            Set<MissingPart> set = EnumSet.noneOf(MissingPart.class);
            for (int i = 0; i < Habits.PARTS.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    set.add(Habits.PARTS.get(i));
                }
            }
            sets.add(Set.copyOf(set));
        }
        return List.copyOf(sets);
    }
}
