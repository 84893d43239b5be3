package io.execparity.cli;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.collect.parse.LineParser;
import io.execparity.stream.Analysis;
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.EngineSettings.Predecessor;
import io.execparity.stream.engine.ExecveatFlags;
import io.execparity.stream.engine.MountTable;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a site tells about itself, the same for every command that correlates. */
final class SiteOptions {
    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "the host of lines that name none (default: ${DEFAULT-VALUE})",
            defaultValue = "localhost")
    String host = "localhost";

    @Option(
            names = "--mounts",
            paramLabel = "FILE",
            description = "the host's /proc/self/mounts: which mounts are noexec")
    @Nullable
    Path mounts;

    @Option(
            names = "--execveat-flags",
            paramLabel = "FILE",
            description = "JSON lines of a tracer with the flags of execveat, which audit does not record")
    @Nullable
    Path execveatFlags;

    @Option(
            names = "--interpreters",
            paramLabel = "FILE",
            arity = "1..*",
            description = "further interpreters (YAML), tried before the bundled ones")
    List<Path> interpreters = List.of();

    @Option(
            names = "--benign-memfd-makers",
            paramLabel = "FILE",
            arity = "1..*",
            description = "further programs that run memory files for a good reason (YAML)")
    List<Path> benignMemfdMakers = List.of();

    @Option(
            names = "--kernel-has",
            paramLabel = "INTERFACE",
            arity = "1..*",
            description = "a never-merged check interface that this kernel has: ${COMPLETION-CANDIDATES}")
    List<Predecessor> kernelHas = List.of();

    @Option(
            names = "--trusted-for-number",
            paramLabel = "N",
            description = "the system call number of trusted_for on this kernel",
            defaultValue = "-1")
    int trustedForNumber = -1;

    @Option(
            names = "--syslog-tag",
            paramLabel = "TAG",
            arity = "1..*",
            description = "a further syslog tag under which audit lines are believed")
    List<String> syslogTags = List.of();

    /** The settings, read from the files that were named. */
    Analysis.Settings read() throws IOException {
        InterpreterCatalogue catalogue = InterpreterCatalogue.bundled();
        for (Path file : interpreters) {
            catalogue = catalogue.withAdditional(file);
        }
        BenignMemfdMakers makers = BenignMemfdMakers.bundled();
        for (Path file : benignMemfdMakers) {
            makers = makers.withAdditional(file);
        }
        EngineSettings engine = new EngineSettings(
                catalogue,
                new LinkedHashSet<>(kernelHas),
                trustedForNumber,
                mounts == null ? Set.of() : MountTable.noexec(mounts),
                execveatFlags == null ? null : ExecveatFlags.read(execveatFlags));
        return new Analysis.Settings(
                host, new LineParser(Set.copyOf(syslogTags)), CoalescerSettings.defaults(), engine, makers);
    }
}
