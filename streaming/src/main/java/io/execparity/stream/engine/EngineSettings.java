package io.execparity.stream.engine;

import static java.util.Objects.requireNonNull;

import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.interpreter.InterpreterSource;
import io.execparity.stream.measurement.HostMeasurements;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a site tells the engine.
 *
 * @param interpreters which programs interpret code, and how they are called
 * @param predecessors the never-merged interfaces that the site's kernel has
 * @param trustedForNumber the number of trusted_for on the site's kernel, -1 where it has none
 * @param noexecMounts mount points that are noexec by the site's word, as absolute paths
 * @param flags what a tracer saw of execveat's flags, null where there is none
 * @param measurements IMA's lists and what explains them, of one host or of several; a host's are the first that may be
 *     its
 */
public record EngineSettings(
        InterpreterSource interpreters,
        Set<Predecessor> predecessors,
        int trustedForNumber,
        Set<String> noexecMounts,
        @Nullable ExecveatFlags flags,
        List<HostMeasurements> measurements) {

    /** A check interface that preceded AT_EXECVE_CHECK and was never merged; its bits mean nothing elsewhere. */
    public enum Predecessor {
        /** O_MAYEXEC 0x800000 in openat2's flags (patch series v4 to v7). */
        O_MAYEXEC_OPENAT2,
        /** O_MAYEXEC 0x20 in the flags of open(2) and openat(2), as CLIP OS has it. */
        O_MAYEXEC_CLIP_OS
    }

    public EngineSettings {
        requireNonNull(interpreters, "interpreters is null");
        predecessors = Set.copyOf(predecessors);
        noexecMounts = Set.copyOf(new TreeSet<>(noexecMounts));
        measurements = List.copyOf(measurements);
    }

    /** Settings of a site that gave no measurement list. */
    public EngineSettings(
            InterpreterSource interpreters,
            Set<Predecessor> predecessors,
            int trustedForNumber,
            Set<String> noexecMounts,
            @Nullable ExecveatFlags flags) {
        this(interpreters, predecessors, trustedForNumber, noexecMounts, flags, List.of());
    }

    /** Settings with the lists of one host, or null. */
    public EngineSettings(
            InterpreterSource interpreters,
            Set<Predecessor> predecessors,
            int trustedForNumber,
            Set<String> noexecMounts,
            @Nullable ExecveatFlags flags,
            @Nullable HostMeasurements measurements) {
        this(
                interpreters,
                predecessors,
                trustedForNumber,
                noexecMounts,
                flags,
                measurements == null ? List.of() : List.of(measurements));
    }

    /** The same with interpreters that may become others. */
    public EngineSettings knowing(InterpreterSource others) {
        return new EngineSettings(others, predecessors, trustedForNumber, noexecMounts, flags, measurements);
    }

    /** The settings for a mainline kernel and the bundled catalogue. */
    public static EngineSettings standard() {
        return new EngineSettings(InterpreterCatalogue.bundled(), Set.of(), -1, Set.of(), null);
    }
}
