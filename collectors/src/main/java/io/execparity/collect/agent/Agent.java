package io.execparity.collect.agent;

import io.execparity.collect.agent.config.AgentConfig;
import io.execparity.collect.agent.intake.Delivery;
import io.execparity.collect.agent.intake.Intake;
import io.execparity.collect.agent.intake.LossMessages;
import io.execparity.collect.agent.intake.StoppedException;
import io.execparity.collect.agent.kafka.KafkaPublisher;
import io.execparity.collect.agent.snapshot.HostFacts;
import io.execparity.collect.agent.snapshot.SnapshotWatch;
import io.execparity.collect.agent.source.AuditLogSource;
import io.execparity.collect.agent.source.AuditSocketSource;
import io.execparity.collect.agent.source.CommandSource;
import io.execparity.collect.agent.source.JournalSource;
import io.execparity.collect.agent.source.LineSource;
import io.execparity.collect.agent.source.MeasurementListSource;
import io.execparity.collect.agent.source.StandardInputSource;
import io.execparity.collect.agent.spool.SourceKind;
import io.execparity.collect.agent.spool.SourceState;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.agent.status.AgentStatus;
import io.execparity.collect.source.FollowPosition;
import io.execparity.collect.status.StatusServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a host's audit lines to Kafka: sources, one bounded handover, a spool on disk, a publisher, each on its own
 * thread. It only ever reads files, pipes and sockets, and so never makes the kernel wait.
 */
public final class Agent implements AutoCloseable {
    private static final long STOP_MILLIS = 5_000;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final AgentConfig config;
    private final LongSupplier clock;
    private final Spool spool;
    private final Intake intake;
    private final KafkaPublisher publisher;
    private final List<LineSource> sources = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final Thread writer;
    private final Thread sender;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable StatusServer status;

    private Agent(AgentConfig config, InputStream standardInput, LongSupplier clock, Consumer<String> log)
            throws IOException {
        this.config = config;
        this.clock = clock;
        LossMessages messages = new LossMessages(config.host(), config.agent(), clock);
        this.spool = Spool.open(config.spool(), messages, clock.getAsLong());
        this.intake = new Intake(spool, messages, config.syncMillis(), log);
        this.publisher = new KafkaPublisher(config, spool, record -> intake.tell(messages.refused(record)), log);
        this.writer = new Thread(intake, "spool");
        this.sender = new Thread(publisher, "publisher");
        addSources(standardInput, new Delivery(intake, messages, log));
    }

    /**
     * Begins to work.
     *
     * @param clock milliseconds since 1970
     * @param log takes sentences for the person who runs it, from several threads
     * @throws IOException where the spool or the address for metrics cannot be used
     */
    public static Agent start(AgentConfig config, InputStream standardInput, LongSupplier clock, Consumer<String> log)
            throws IOException {
        Agent agent = new Agent(config, standardInput, clock, log);
        try {
            agent.start();
            return agent;
        } catch (IOException | RuntimeException e) {
            agent.close();
            throw e;
        }
    }

    private void addSources(InputStream standardInput, Delivery delivery) {
        AgentConfig.Sources wanted = config.sources();
        wanted.auditLog()
                .ifPresent(followed ->
                        sources.add(new AuditLogSource(followed.file(), followed.fromEnd(), spool, delivery)));
        wanted.auditSocket().ifPresent(socket -> addStream(new AuditSocketSource(socket, delivery)));
        if (wanted.standardInput()) {
            addStream(new StandardInputSource(standardInput, delivery, ended::countDown));
        }
        if (!wanted.journal().isEmpty()) {
            sources.add(JournalSource.of(wanted.journal(), spool, delivery));
        }
        if (!wanted.execveatFlags().isEmpty()) {
            addStream(CommandSource.of(SourceKind.EXECVEAT_FLAGS.prefix(), wanted.execveatFlags(), delivery));
        }
        for (Path list : wanted.measurements().lists()) {
            long millis = wanted.measurements().checkSeconds() * 1000L;
            sources.add(new MeasurementListSource(list, millis, BOOT_ID, spool, delivery));
        }
    }

    /** What cannot be read on from a place gets new numbers in every run. */
    private void addStream(LineSource source) {
        spool.begin(source.name());
        sources.add(source);
    }

    private void start() throws IOException {
        if (config.metrics().isPresent()) {
            status = StatusServer.start(config.metrics().get(), this::status);
        }
        writer.start();
        sender.start();
        for (LineSource source : sources) {
            read(source.name(), source::run);
        }
        if (config.snapshot().enabled()) {
            SnapshotWatch watch = new SnapshotWatch(new HostFacts(Path.of("/"), config.host(), config.agent()));
            read("snapshot", () -> watch(watch));
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void read(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException | StoppedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        readers.add(thread);
    }

    private void watch(SnapshotWatch watch) throws InterruptedException {
        while (true) {
            watch.look(clock.getAsLong()).ifPresent(intake::tell);
            Thread.sleep(config.snapshot().checkSeconds() * 1000L);
        }
    }

    /** Waits for the end of standard input, where that is a source: whoever wrote there is gone. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** How it is doing. */
    public AgentStatus status() {
        return new AgentStatus(
                intake.taken(),
                publisher.acknowledged(),
                intake.dropped(),
                spool.droppedLines(),
                publisher.failures(),
                spool.bytes(),
                config.spool().mostBytes(),
                publisher.isConnected(),
                writer.isAlive());
    }

    /** Where metrics are served, if they are. */
    public OptionalInt metricsPort() {
        return status == null ? OptionalInt.empty() : OptionalInt.of(status.port());
    }

    /** Whether everything taken was acknowledged by Kafka. */
    public boolean isDrained() {
        return spool.isDrained();
    }

    /** How many bytes of the audit log were handed over, 0 where it is followed by none or nothing came. */
    public long auditLogOffset() {
        return spool.state(AuditLogSource.NAME)
                .map(SourceState::resume)
                .flatMap(FollowPosition::of)
                .map(FollowPosition::offset)
                .orElse(0L);
    }

    /** Stops reading, writes what was read, gives Kafka a moment, and leaves the rest to the next run. */
    @Override
    public void close() throws IOException {
        sources.forEach(LineSource::stop);
        readers.forEach(Thread::interrupt);
        intake.close();
        try {
            join(readers, 500);
            join(List.of(writer), STOP_MILLIS);
            publisher.stop();
            join(List.of(sender), STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (status != null) {
            status.close();
        }
        spool.close();
    }

    private static void join(List<Thread> threads, long millis) throws InterruptedException {
        for (Thread thread : threads) {
            if (thread.isAlive()) {
                thread.join(millis);
            }
        }
    }
}
