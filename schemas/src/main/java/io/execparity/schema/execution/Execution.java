package io.execparity.schema.execution;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One act of running code, classified; a denied one included.
 *
 * @param key the exec event that began it, or the open of a file that a running interpreter sourced
 * @param interpreter the image that interprets or loads the file, null for a binary
 * @param check the kernel's answer to the process's own check of this very file
 * @param checkInterface null unless a check was made
 * @param memfdFlags how the memory file was made that the code is in, null where it is in none or its making is not on
 *        record
 * @param evidence stamps of the records and places of the list that say so, in order
 */
public record Execution(
        String host,
        EventKey key,
        ProcessView process,
        Mode mode,
        Vector vector,
        CodeOrigin origin,
        CheckState check,
        @Nullable CheckInterface checkInterface,
        Outcome outcome,
        Securebits policy,
        FileView file,
        @Nullable Bytes interpreter,
        @Nullable MemfdFlags memfdFlags,
        List<String> evidence) {
    public Execution {
        requireNonNull(host, "host is null");
        requireNonNull(key, "key is null");
        requireNonNull(process, "process is null");
        requireNonNull(mode, "mode is null");
        requireNonNull(vector, "vector is null");
        requireNonNull(origin, "origin is null");
        requireNonNull(check, "check is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(policy, "policy is null");
        requireNonNull(file, "file is null");
        evidence = evidence.stream().sorted(EvidenceOrder.BY_SERIAL).toList();
    }

    /** The same of a file of which more is known, by one more piece of evidence. */
    public Execution with(FileView better, String witness) {
        List<String> more = new ArrayList<>(evidence);
        more.add(witness);
        return new Execution(
                host,
                key,
                process,
                mode,
                vector,
                origin,
                check,
                checkInterface,
                outcome,
                policy,
                better,
                interpreter,
                memfdFlags,
                more);
    }

    /** True for code that no file holds. */
    public boolean hasNoFile() {
        return vector == Vector.INLINE || vector == Vector.STDIN_STREAM || vector == Vector.INTERACTIVE;
    }

    /** True where an interpreter ran a file that the kernel was not asked to execute. */
    public boolean runsScriptIndirectly() {
        return vector == Vector.SCRIPT_FILE || vector == Vector.MODULE || vector == Vector.STDIN_FILE;
    }
}
