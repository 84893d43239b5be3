package io.execparity.stream.flink;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.stream.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/** The job over files, on a cluster inside this process that lasts as long as the job. */
public final class LocalJob {
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(500);

    private final List<String> audit;
    private final Site site;
    private final Path directory;
    private final int parallelism;

    /**
     * @param audit file names, {@code -} for standard input
     * @param directory for the results, made where it does not exist
     * @param parallelism how many threads correlate hosts, 1 or more
     */
    public LocalJob(List<String> audit, Site site, Path directory, int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism " + parallelism);
        }
        this.audit = List.copyOf(audit);
        this.site = site;
        this.directory = directory;
        this.parallelism = parallelism;
    }

    /**
     * Runs to the end of the input.
     *
     * @param onRecord told, now and then, how many records were understood so far
     * @throws UnreadableSourceException where a source cannot be read, or holds no audit record at all
     * @throws IOException where the site's files are not as they should be, or the results cannot be written
     */
    public JobCounts run(LongConsumer onRecord) throws UnreadableSourceException, IOException, InterruptedException {
        AuditLogFiles.of(audit, System.in);
        site.settings();
        Files.createDirectories(directory);
        StreamExecutionEnvironment environment = LocalCluster.environment(parallelism, BETWEEN_REPORTS);
        new Pipeline(new AuditFileSource(audit), site, new ResultFileSink(directory)).build(environment);
        try {
            return JobCounts.of(await(start(environment), onRecord).getAllAccumulatorResults());
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    static JobClient start(StreamExecutionEnvironment environment) throws ExecutionException {
        try {
            return environment.executeAsync("execparity");
        } catch (Exception e) { // as Flink declares it
            throw new ExecutionException(e);
        }
    }

    static JobExecutionResult await(JobClient job, LongConsumer onRecord)
            throws ExecutionException, InterruptedException {
        CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
        CompletableFuture<Map<String, Object>> counts = counts(job);
        while (true) {
            try {
                return result.get(BETWEEN_REPORTS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException running) {
                if (counts.isDone()) {
                    onRecord.accept(JobCounts.of(counts.join()).understood());
                    counts = counts(job);
                }
            }
        }
    }

    /** What was counted so far: nothing where the job is over or has not begun, which only its result tells. */
    private static CompletableFuture<Map<String, Object>> counts(JobClient job) {
        try {
            return job.getAccumulators().exceptionally(gone -> Map.of());
        } catch (IllegalStateException clusterIsGone) {
            return CompletableFuture.completedFuture(Map.of());
        }
    }

    /** What the job failed of, out of what Flink wrapped it in. */
    static IllegalStateException failure(ExecutionException e) throws UnreadableSourceException, IOException {
        var unreadable = ExceptionUtils.findThrowable(e, UnreadableSourceException.class);
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
        var unwritable = ExceptionUtils.findThrowable(e, UnwritableResultsException.class);
        if (unwritable.isPresent() && unwritable.get().getCause() instanceof IOException cause) {
            throw cause;
        }
        return new IllegalStateException("the job failed", e.getCause());
    }
}
