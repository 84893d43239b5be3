package io.execparity.cli;

import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.store.ResultLines;
import io.execparity.schema.codec.HostSnapshots;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.stream.Site;
import io.execparity.stream.SiteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands look through that say how ready hosts are, and how they say it. */
final class ReadinessOptions {
    /** How the outcome is written. */
    enum Format {
        TABLE,
        JSON
    }

    @ArgGroup(multiplicity = "1")
    private ResultSource source = new ResultSource();

    @Option(
            names = "--host-snapshot",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "messages of agents about their hosts, one a line: kernels, mounts, policies, and what is on already")
    private List<Path> snapshots = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Mixin
    private SiteOptions site = new SiteOptions();

    /** What somebody makes of results and of what is told of their hosts. */
    interface Judgement<T> {
        T of(ResultLines lines, List<HostSnapshot> snapshots) throws IOException;
    }

    /**
     * The judgement on what the options name.
     *
     * @param ofResults the options about a site that it goes by itself
     */
    <T> T judge(Console console, Set<String> ofResults, Judgement<T> judgement)
            throws IOException, UnreadableSourceException {
        List<HostSnapshot> told = new ArrayList<>();
        for (Path snapshot : snapshots) {
            told.addAll(HostSnapshots.read(snapshot));
        }
        return source.use(console.command(), site, ofResults, lines -> judgement.of(lines, told));
    }

    /** The measurement lists that were given. */
    List<Path> lists() {
        return site.ima;
    }

    /**
     * What is mounted, line by line, where that was given.
     *
     * @throws IOException for a line that is no mount, with its place
     */
    List<String> mounts() throws IOException {
        return site.mounts == null ? List.of() : Site.mountLines(SiteFile.of(site.mounts));
    }

    /** Prints the judgement in the format that is wanted. */
    void print(Console console, Supplier<String> table, Supplier<String> json) {
        console.print(
                switch (format) {
                    case TABLE -> table.get();
                    case JSON -> json.get() + "\n";
                });
    }
}
