package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import io.execparity.stream.state.BytesCodec;
import io.execparity.stream.state.FileIdentityCodec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What programs of a host were seen to do: which images the kernel ran as interpreters, which ask the kernel before they
 * run a file, and whether any process has exec securebits at all. One file may be several programs, told apart by the
 * name they are called by.
 */
final class Habits {
    private final BoundedTable<Program, Habit> programs;
    private final BoundedTable<FileIdentity, Habit> images;
    /** The file that a path first led to from the host's own root. */
    private final BoundedTable<Bytes, NamedFile> homes;

    private boolean policySeen;

    /** A file under the name it is called by. */
    record Program(FileIdentity image, Bytes name) implements Comparable<Program> {
        @Override
        public int compareTo(Program other) {
            int byImage = image.compareTo(other.image);
            return byImage != 0 ? byImage : name.compareTo(other.name);
        }
    }

    /** What a program, or an image under any name, was seen to do. */
    record Habit(boolean interprets, boolean asks, long lastUsed) {}

    Habits(Tables tables) {
        programs = new BoundedTable<>(
                tables.table("programs", ProgramCodec.CODEC, HabitCodec.CODEC),
                tables.room(),
                4_096,
                Habit::lastUsed,
                (program, habit) -> 200 + program.name().length());
        images = new BoundedTable<>(
                tables.table("askers", FileIdentityCodec.CODEC, HabitCodec.CODEC),
                tables.room(),
                4_096,
                Habit::lastUsed,
                (image, habit) -> 160);
        homes = new BoundedTable<>(
                tables.table("homes", BytesCodec.CODEC, NamedFileCodec.CODEC),
                tables.room(),
                4_096,
                NamedFile::lastUsed,
                (path, home) -> 200 + path.length());
    }

    /** Notes that the kernel ran this image for a shebang line. */
    void interprets(FileIdentity image, Bytes name, long now) {
        Program program = new Program(image, name.baseName().detached());
        Habit before = programs.get(program);
        programs.put(program, new Habit(true, before != null && before.asks, now));
    }

    /** The generic grammar of a program that was seen to interpret, if it was. */
    Optional<Interpreter> learned(@Nullable FileIdentity image, @Nullable Bytes name) {
        if (image == null || name == null) {
            return Optional.empty();
        }
        Habit habit = programs.get(new Program(image, name.baseName()));
        return habit != null && habit.interprets ? Optional.of(Interpreter.learned(name.baseName())) : Optional.empty();
    }

    /** Notes a check that leaves no doubt about who asked. */
    void asked(ProcessState process, long now) {
        FileIdentity image = process.image;
        if (image == null) {
            return;
        }
        images.put(image, new Habit(false, true, now));
        Program program = new Program(image, calledBy(process));
        Habit before = programs.get(program);
        programs.put(program, new Habit(before != null && before.interprets, true, now));
    }

    /** True where this program, under the name it was called by, was seen to ask. */
    boolean asks(ProcessState process) {
        Habit habit = process.image == null ? null : programs.get(new Program(process.image, calledBy(process)));
        return habit != null && habit.asks;
    }

    /** True where this image, under any name, was seen to ask. */
    boolean imageAsks(ProcessState process) {
        return process.image != null && images.get(process.image) != null;
    }

    private static Bytes calledBy(ProcessState process) {
        return process.arguments.isEmpty()
                ? Bytes.EMPTY
                : process.arguments.get(0).baseName();
    }

    /** True where a path that is known to be the host's own leads to the file that it led to first. */
    boolean isHome(Bytes path, FileIdentity image, long now) {
        NamedFile known = homes.get(path);
        FileIdentity first = known == null ? image : known.file();
        homes.put(known == null ? path.detached() : path, new NamedFile(first, now));
        return first.equals(image);
    }

    void policyWasSet() {
        policySeen = true;
    }

    /** True once any process of this boot had exec securebits. */
    boolean policySeen() {
        return policySeen;
    }

    /** Goes on as saved. */
    void policySeen(boolean seen) {
        policySeen = seen;
    }

    void reboot() {
        programs.clear();
        images.clear();
        homes.clear();
        policySeen = false;
    }
}
