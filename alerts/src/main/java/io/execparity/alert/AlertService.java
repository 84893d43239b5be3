package io.execparity.alert;

import io.execparity.alert.choice.SuppressionFiles;
import io.execparity.alert.config.AlertConfig;
import io.execparity.alert.config.AlertConfig.Folder;
import io.execparity.alert.config.AlertConfig.Input;
import io.execparity.alert.config.AlertConfig.Route;
import io.execparity.alert.config.AlertConfig.Topic;
import io.execparity.alert.delivery.Deliveries;
import io.execparity.alert.intake.Arrival;
import io.execparity.alert.intake.FindingSource;
import io.execparity.alert.intake.FolderFindings;
import io.execparity.alert.intake.TopicFindings;
import io.execparity.alert.status.AlertStatus;
import io.execparity.alert.store.AlertStore;
import io.execparity.alert.store.Outbox;
import io.execparity.collect.status.StatusServer;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The alerting process: reads findings, decides what to tell, and tells it; each receiver has a thread of its own. */
public final class AlertService implements AutoCloseable {
    private static final long TICK_MILLIS = 200;
    private static final long COMPACT_MILLIS = 60_000;
    private static final long RETRY_MILLIS = 1_000;
    private static final long STOP_MILLIS = 5_000;

    private final AlertStore store;
    private final AlertDesk desk;
    private final Outbox outbox;
    private final FindingSource source;
    private final Clock clock;
    private final Consumer<String> complain;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Deliveries> deliveries = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean reading;
    private boolean complained;
    private volatile long behind;
    private long ticked;
    private long compacted;
    private @Nullable StatusServer status;

    private AlertService(AlertConfig config, AlertStore store, Clock clock, Consumer<String> complain)
            throws IOException {
        this.store = store;
        this.clock = clock;
        this.complain = complain;
        this.outbox = new Outbox(store);
        this.desk =
                new AlertDesk(config, store, outbox, new SuppressionFiles(config.suppressions(), complain), complain);
        this.source = source(config.input(), store);
        thread("findings", this::read);
        for (Route route : config.routes()) {
            Deliveries delivery =
                    new Deliveries(route.name(), route.receiver().get(), outbox, route.leastMillis(), complain, stop);
            deliveries.add(delivery);
            thread("to-" + route.name(), delivery);
        }
    }

    /**
     * Begins to tell, from where the last process with this state ended.
     *
     * @param complain told, one sentence each, of what goes wrong
     * @throws IOException where the state, the address of the numbers or the settings for Kafka cannot be used
     */
    public static AlertService start(AlertConfig config, Clock clock, Consumer<String> complain) throws IOException {
        AlertStore store = AlertStore.open(config.state());
        AlertService service;
        try {
            service = new AlertService(config, store, clock, complain);
            if (config.metrics().isPresent()) {
                service.status = StatusServer.start(config.metrics().get(), service::status);
            }
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
        service.threads.forEach(Thread::start);
        return service;
    }

    private static FindingSource source(Input input, AlertStore store) throws IOException {
        if (input instanceof Topic topic) {
            return new TopicFindings(
                    topic.properties(), topic.name(), topic.announcements(), topic.fromEnd(), store::position);
        }
        Folder folder = (Folder) input;
        return new FolderFindings(folder.folder(), folder.fromEnd(), store::position);
    }

    private void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
    }

    private void read() {
        try (source) {
            while (stop.getCount() > 0) {
                List<Arrival> arrivals = next();
                long now = clock.millis();
                if (!arrivals.isEmpty()) {
                    desk.take(arrivals, now);
                }
                tick(now);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } catch (RuntimeException e) {
            // What was taken when all was closed is taken again the next time.
            if (stop.getCount() > 0) {
                throw e;
            }
        }
    }

    private List<Arrival> next() throws InterruptedException {
        try {
            List<Arrival> arrivals = source.next();
            reading = true;
            complained = false;
            behind = source.behind();
            return arrivals;
        } catch (IOException e) {
            reading = false;
            if (!complained) {
                complain.accept(e.getMessage() + "; trying again until it can be read");
            }
            complained = true;
            boolean unused = stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            return List.of();
        }
    }

    private void tick(long now) {
        long lost = source.lost();
        if (lost > 0) {
            desk.lost(lost, now);
        }
        if (Math.abs(now - ticked) >= TICK_MILLIS) {
            ticked = now;
            desk.tick(now);
        }
        if (Math.abs(now - compacted) >= COMPACT_MILLIS) {
            compacted = now;
            store.compact();
        }
    }

    /** How it is doing. May be asked by any thread. */
    public AlertStatus status() {
        List<AlertStatus.OfRoute> routes = deliveries.stream()
                .map(delivery -> new AlertStatus.OfRoute(
                        delivery.route(),
                        outbox.size(delivery.route()),
                        desk.open(delivery.route()),
                        delivery.attempts(),
                        delivery.failures(),
                        delivery.isFailing()))
                .toList();
        return new AlertStatus(store.counts(), behind, reading, routes);
    }

    /** Where numbers are served; 0 where they are not. */
    public int statusPort() {
        return status == null ? 0 : status.port();
    }

    /** Waits until it is closed. */
    public void awaitEnd() throws InterruptedException {
        stop.await();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Ends in order. What is being sent and not answered within seconds is sent again by the next process. */
    @Override
    public void close() {
        if (status != null) {
            status.close();
        }
        stop.countDown();
        long until = System.nanoTime() + STOP_MILLIS * 1_000_000;
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        store.close();
    }
}
