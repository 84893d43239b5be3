package io.execparity.cli;

import io.execparity.dashboard.server.BoardSettings;
import io.execparity.stream.elastic.ElasticSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that serve is told: one of three places of results, and whom it answers.
 *
 * @param results the folder that analyze or stream wrote to
 * @param topics the file of the job whose topics have them
 * @param elastic the search server that has the indices
 * @param triage the folder for what is said of findings, where they are in no folder
 * @param audit the logs with the raw records
 */
record ServeConfig(
        @Nullable Path results,
        @Nullable Path topics,
        @Nullable ElasticSettings elastic,
        Path triage,
        List<String> audit,
        BoardSettings board) {}
