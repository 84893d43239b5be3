package io.execparity.stream.detection;

import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.engine.RunFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts that explanations are made of. Names are shown as they are; whoever prints them makes them safe. */
final class Sentence {
    private static final int LONGEST_NAME = 160;

    private Sentence() {}

    static String name(@Nullable Bytes name, String otherwise) {
        if (name == null || name.isEmpty()) {
            return otherwise;
        }
        String text = name.text();
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
    }

    static String program(ProcessView process) {
        Bytes executable = process.executable();
        return name(executable == null ? process.name() : executable, "an unknown program") + " (pid " + process.pid()
                + ")";
    }

    /** The program that a process was before, where that is known. */
    static String asker(ProcessView process, @Nullable Bytes before) {
        return before == null ? program(process) : name(before, "an unknown program") + " (pid " + process.pid() + ")";
    }

    static String file(FileView file) {
        if (file.path() != null || file.identity() == null) {
            return name(file.path(), "a file without a name on record");
        }
        return "inode " + file.identity().inode() + " on device "
                + file.identity().deviceText();
    }

    /** How an interpreter was handed its code, as the rest of a sentence. */
    static String handed(Execution run) {
        String file = file(run.file());
        return switch (run.vector()) {
            case SCRIPT_FILE -> "the file " + file;
            case MODULE ->
                run.file().path() == null ? "a module whose file is not on record" : "the module file " + file;
            case STDIN_FILE -> "the file " + file + " on its standard input";
            case STDIN_STREAM -> "code from a pipe or here-document";
            case INLINE -> "code from its command line";
            case INTERACTIVE -> "code typed at a prompt";
            case DYNAMIC_LINKER -> "the program " + file;
            case BINARY, SHEBANG -> file;
        };
    }

    /** How a policy came to a process and what may have become of it, as a part of a sentence; empty where it set it itself. */
    static String hold(RunFacts facts) {
        if (!facts.policy().inherited() || !facts.policy().doubtful()) {
            return facts.policy().inherited() ? ", inherited from its parent," : doubt(facts);
        }
        return ", inherited from its parent unless a new user namespace shed it,";
    }

    /** What may have become of a policy, as a part of a sentence; empty where it holds. */
    static String doubt(RunFacts facts) {
        return facts.policy().doubtful() ? ", unless a new user namespace shed it," : "";
    }

    /** A stamp that may be missing, as a list of evidence. */
    static List<String> optional(@Nullable String stamp) {
        return stamp == null ? List.of() : List.of(stamp);
    }
}
