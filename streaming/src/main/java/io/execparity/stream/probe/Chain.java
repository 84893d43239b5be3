package io.execparity.stream.probe;

import io.execparity.schema.message.ProbeOutcome;
import io.execparity.stream.Analysis;
import io.execparity.stream.Site;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chain from a host's audit log to the findings, as far as this process can look at it. It has to be looked at from
 * before the probe's run on. Without topics, what is found is found in this process; where they cannot be read, that is
 * the link that is broken.
 */
public final class Chain implements Closeable {
    /** How long nothing has to come, once all is recorded that is needed. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final long PAUSE_MILLIS = 100;

    private final @Nullable LogWatch log;
    private final @Nullable TopicWatch topics;
    private final Site site;
    private final Clock clock;
    private final @Nullable String unreadable;

    /** Either may be missing, but not both. It closes them. */
    public Chain(@Nullable LogWatch log, @Nullable TopicWatch topics, Site site, Clock clock) {
        this(log, topics, site, clock, null);
        if (log == null && topics == null) {
            throw new IllegalArgumentException("neither a log nor topics");
        }
    }

    private Chain(
            @Nullable LogWatch log, @Nullable TopicWatch topics, Site site, Clock clock, @Nullable String unreadable) {
        this.log = log;
        this.topics = topics;
        this.site = site;
        this.clock = clock;
        this.unreadable = unreadable;
    }

    /**
     * One whose topics are due, and cannot be read.
     *
     * @param log may be missing
     * @param unreadable why, as a sentence without its end
     */
    public static Chain brokenAt(String unreadable, @Nullable LogWatch log, Site site, Clock clock) {
        return new Chain(log, null, site, clock, unreadable);
    }

    /**
     * Waits until all of a run was found, or for {@code patience}, which is nothing where the run is over, and says where
     * each verb came to.
     *
     * @throws IOException where the log or the topics cannot be read
     */
    public List<ProbeOutcome> follow(ProbeRun run, VerbCatalogue catalogue, Duration patience)
            throws IOException, InterruptedException {
        Traces traces = new Traces(run, catalogue);
        long deadline = clock.millis() + patience.toMillis();
        long moved = clock.millis();
        boolean done = log == null && topics == null;
        while (!done) {
            long now = clock.millis();
            boolean any = log != null && log.poll(line -> traces.inLog(line, now));
            if (topics != null) {
                topics.poll(traces, now);
            }
            moved = any ? now : moved;
            boolean quiet = now - moved >= QUIET.toMillis();
            done = now >= deadline || (topics == null ? quiet && traces.isRecorded(run) : traces.isComplete(run));
            if (!done && topics == null) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        if (topics == null && log != null && unreadable == null) {
            Analysis.Settings settings = site.settings();
            log.analyze(
                    settings, result -> traces.told(result.kind(), result.line().line(), clock.millis()));
        }
        return new Diagnosis(log != null, !patience.isZero(), topics != null, unreadable).of(run, traces);
    }

    @Override
    public void close() throws IOException {
        try {
            if (topics != null) {
                topics.close();
            }
        } finally {
            if (log != null) {
                log.close();
            }
        }
    }
}
