package io.execparity.stream;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.collect.parse.LineParser;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.schema.event.StreamItem;
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.detection.ResultSink;
import io.execparity.stream.engine.EngineSettings;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Whole runs over one log, as the command line makes them. */
public final class Analyses {
    /** The host of logs that name none. */
    public static final String HOST = "lab-host";

    private Analyses() {}

    /** Runs over {@code log} to its end. */
    public static Analysis run(Path log, EngineSettings site, ResultSink results) throws Exception {
        return run(List.of(log), site, results);
    }

    /** Runs over several logs, one behind the other. */
    public static Analysis run(List<Path> logs, EngineSettings site, ResultSink results) throws Exception {
        return run(logs, site, results, item -> {});
    }

    /** As above, with somebody told of every item. */
    public static Analysis run(List<Path> logs, EngineSettings site, ResultSink results, Consumer<StreamItem> onItem)
            throws Exception {
        Analysis.Settings settings = new Analysis.Settings(
                HOST, new LineParser(Set.of()), CoalescerSettings.defaults(), site, BenignMemfdMakers.bundled());
        Analysis analysis = new Analysis(settings, results, rejected -> {});
        analysis.onItem(onItem);
        analysis.read(AuditLogFiles.of(logs.stream().map(Path::toString).toList(), InputStream.nullInputStream()));
        analysis.finish();
        return analysis;
    }
}
