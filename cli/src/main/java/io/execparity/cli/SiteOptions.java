package io.execparity.cli;

import io.execparity.stream.Site;
import io.execparity.stream.SiteFile;
import io.execparity.stream.engine.EngineSettings.Predecessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

    /** What was told, the files that were named included. */
    Site read() throws IOException {
        return new Site(
                host,
                contents(interpreters),
                contents(benignMemfdMakers),
                mounts == null ? null : SiteFile.of(mounts),
                execveatFlags == null ? null : SiteFile.of(execveatFlags),
                new LinkedHashSet<>(kernelHas),
                trustedForNumber,
                new LinkedHashSet<>(syslogTags));
    }

    private static List<SiteFile> contents(List<Path> files) throws IOException {
        List<SiteFile> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(SiteFile.of(file));
        }
        return contents;
    }
}
