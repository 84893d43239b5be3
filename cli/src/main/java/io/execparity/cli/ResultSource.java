package io.execparity.cli;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.elastic.ElasticStore;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.FolderLines;
import io.execparity.dashboard.store.ResultLines;
import io.execparity.dashboard.store.StoreLines;
import io.execparity.dashboard.store.WorkFolder;
import io.execparity.dashboard.terminal.Progress;
import io.execparity.stream.Analysis;
import io.execparity.stream.ResultFiles;
import io.execparity.stream.ResultsAside;
import io.execparity.stream.Site;
import io.execparity.stream.elastic.ElasticServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the results are that a command looks through: one of the three. */
final class ResultSource {
    @Option(names = "--results", paramLabel = "DIR", description = "the folder that analyze or stream wrote to")
    private @Nullable Path results;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            arity = "1..*",
            description = "audit logs to analyze now, rotated sets and .gz included; - is standard input")
    private List<String> audit = List.of();

    @ArgGroup(exclusive = false)
    private @Nullable ElasticOptions elastic;

    /** What somebody does with the lines. */
    interface Use<T> {
        T of(ResultLines lines) throws IOException;
    }

    /**
     * Opens the results, and closes them afterwards.
     *
     * @param site what logs are analyzed by
     * @param ofResults the options of it that are of use with results as well
     */
    <T> T use(CommandLine command, SiteOptions site, Set<String> ofResults, Use<T> use)
            throws IOException, UnreadableSourceException {
        if (!audit.isEmpty()) {
            return analyzed(command.getCommandName(), site.read(), use);
        }
        site.requireOnly(ofResults);
        if (results != null) {
            return use.of(new FolderLines(results));
        }
        ElasticOptions options = requireNonNull(elastic, "picocli lets one of the three be given");
        try (ElasticServer server =
                        new ElasticServer(options.read(command, System.getenv()).forPages());
                ElasticStore store = new ElasticStore(new ElasticSearches(server))) {
            return use.of(new StoreLines(store, Filter.ALL, Long.MAX_VALUE));
        }
    }

    private <T> T analyzed(String name, Site site, Use<T> use) throws IOException, UnreadableSourceException {
        try (WorkFolder work = WorkFolder.open("execparity-results")) {
            Path folder = work.path();
            AuditLogFiles files = AuditLogFiles.of(audit, System.in);
            try (ResultFiles written = new ResultFiles(folder);
                    Progress progress = Progress.of(name);
                    ResultsAside aside = new ResultsAside(written.sink());
                    Analysis analysis = new Analysis(site.settings(), aside, written::rejected)) {
                analysis.onRecord(records -> progress.at(
                        files.progress().bytesRead(), files.progress().totalBytes(), records));
                analysis.read(files);
                analysis.finish();
                aside.finish();
                written.finish();
            }
            return use.of(new FolderLines(folder));
        }
    }
}
