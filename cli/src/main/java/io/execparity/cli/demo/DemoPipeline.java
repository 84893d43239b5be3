package io.execparity.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.execparity.cli.topic.ResultTopics;
import io.execparity.cli.topic.TopicFeed;
import io.execparity.collect.broker.EmbeddedBroker;
import io.execparity.dashboard.store.FilledStore;
import io.execparity.dashboard.store.ResultFeed;
import io.execparity.stream.ResultKind;
import io.execparity.stream.Site;
import io.execparity.stream.flink.RunningJob;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfig.Backend;
import io.execparity.stream.live.LiveConfig.Broker;
import io.execparity.stream.live.LiveConfig.Pace;
import io.execparity.stream.live.LiveConfig.State;
import io.execparity.stream.live.LiveConfig.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that is between a host's log and the dashboard's store: agents, a broker, the job, and the topics between them, as a
 * fleet has them, in this process and on the loopback address.
 *
 * <p>Each part keeps its place in the folder, so that one that was stopped or killed goes on without telling anything
 * twice. It is a feed that has nothing until it is up.
 */
public final class DemoPipeline implements ResultFeed, AutoCloseable {
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(300);
    private static final Duration BETWEEN_ROLL_UPS = Duration.ofSeconds(2);

    private final DemoFolder folder;
    private final RecordedHosts recorded;
    private final Consumer<String> complaints;
    private final FutureTask<Void> starting = new FutureTask<>(() -> {
        start();
        return null;
    });
    /** What runs, the latest first. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private final List<DemoHost> hosts = new ArrayList<>();
    private @Nullable RunningJob job;
    private @Nullable LiveConfig config;
    private volatile @Nullable TopicFeed feed;

    private DemoPipeline(DemoFolder folder, RecordedHosts recorded, Consumer<String> complaints) {
        this.folder = folder;
        this.recorded = recorded;
        this.complaints = complaints;
    }

    /**
     * Begins to start it, and does not wait for that.
     *
     * @param complaints takes sentences for the person who runs it, from several threads
     */
    public static DemoPipeline begin(DemoFolder folder, RecordedHosts recorded, Consumer<String> complaints) {
        DemoPipeline pipeline = new DemoPipeline(folder, recorded, complaints);
        Thread thread = new Thread(pipeline.starting, "pipeline");
        thread.setDaemon(true);
        thread.start();
        return pipeline;
    }

    private void start() throws IOException {
        EmbeddedBroker broker = started(EmbeddedBroker.start(folder.broker(), EmbeddedBroker.Settings.anywhere()));
        config = config(broker.address(), recorded.site());
        for (RecordedHost host : recorded.all()) {
            hosts.add(started(DemoHost.start(host.name(), folder.host(host.name()), broker.address(), complaints)));
        }
        job = started(RunningJob.start(config));
        feed = started(new TopicFeed(config, complaints));
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private LiveConfig config(String bootstrap, Site site) {
        return new LiveConfig(
                new Broker("execparity-demo", Map.of("bootstrap.servers", bootstrap), false),
                Topics.usual(),
                site,
                new State(Backend.HEAP, folder.checkpoints(), BETWEEN_CHECKPOINTS),
                Pace.usual(BETWEEN_ROLL_UPS, false),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void awaitStart() throws IOException, InterruptedException {
        try {
            starting.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("the pipeline cannot be started", e.getCause());
        }
    }

    @Override
    public boolean read(FilledStore store) throws IOException {
        TopicFeed topics = feed;
        return topics != null && topics.read(store);
    }

    /**
     * Lets the hosts write what they have not written yet, and returns when all that follows from it is in {@link
     * DemoFolder#results()}.
     *
     * @param speed how many seconds of the logs pass in one
     * @throws IOException where a part cannot be started or reached
     */
    public void play(double speed) throws IOException, InterruptedException {
        awaitStart();
        try (Replay replay = new Replay()) {
            for (RecordedHost host : recorded.all()) {
                replay.add(host.bytes(), DemoHost.log(folder.host(host.name())));
            }
            replay.write(speed);
        }
        for (DemoHost host : hosts) {
            host.awaitSent();
        }
        RunningJob running = requireNonNull(job);
        running.awaitRead();
        // The recorded hosts were shut down: nothing more comes that something could wait for.
        running.settle(folder.checkpoints());
        writeResults(requireNonNull(config));
        folder.finished();
    }

    /** In the order of time, each as it was told last. */
    private void writeResults(LiveConfig told) throws IOException {
        Map<ResultKind, Map<String, String>> latest = new EnumMap<>(ResultKind.class);
        // No agent tells anything of these hosts.
        for (ResultKind kind : EnumSet.complementOf(EnumSet.of(ResultKind.HOSTS))) {
            latest.put(kind, new HashMap<>());
        }
        try (ResultTopics topics = new ResultTopics(told.kafka().properties(), told.topics(), latest.keySet())) {
            boolean more;
            do {
                more = topics.read((kind, place, key, line) ->
                        requireNonNull(latest.get(kind)).put(key, line));
            } while (more);
        }
        Files.createDirectories(folder.results());
        for (Map.Entry<ResultKind, Map<String, String>> results : latest.entrySet()) {
            Path file = folder.results().resolve(results.getKey().name().toLowerCase(Locale.ROOT) + ".jsonl");
            // Each line begins with its time.
            Files.write(file, results.getValue().values().stream().sorted().toList(), UTF_8);
        }
    }

    /** Ends all of it as it is, where it runs. */
    @Override
    public void close() throws IOException {
        try {
            awaitStart();
        } catch (IOException | IllegalStateException e) {
            complaints.accept("what could not be started is stopped");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        IOException failure = null;
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) { // as the interface declares it
                failure = new IOException("the pipeline cannot be ended: " + e.getMessage(), e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
