package io.execparity.proof.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.execparity.bench.RepeatedLog;
import io.execparity.proof.process.Broker;
import io.execparity.proof.process.Waiting;
import io.execparity.schema.testing.OwnProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * How long it takes from a record's append to the topic until a receiver of alerts has the memory file's execution for
 * which it was the last piece of evidence, while lines come at a steady rate: the job, the alerting process and an HTTP
 * receiver.
 */
final class AlertLatency {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration UP = Duration.ofMinutes(1);
    private static final int STEP_SECONDS = 5;
    private static final int ROUNDS = 16;
    /** As {@code stream.yaml} has it: nobody waits for a checkpoint. */
    private static final int INTERVAL_MILLIS = 1_000;

    private final Path folder;
    private final Broker broker;
    private final RepeatedLog log;
    private final int hosts;
    private final AppendTimes appended;
    private final List<Long> executed = new ArrayList<>();
    private final List<Long> linked = new ArrayList<>();
    private long counted = Long.MAX_VALUE;

    /**
     * What was seen.
     *
     * @param executed by the kernel
     * @param linked by naming the dynamic linker: where its opening of the file is not on record, the job waits 10 s
     * @param busy the processors' busy share of the measured time, 0 to 1, with all that ran on the machine
     */
    record Told(Latency.Seen executed, Latency.Seen linked, double busy) {
        Latency.Seen all() {
            List<Long> all = new ArrayList<>(executed.millis());
            all.addAll(linked.millis());
            return seen(all);
        }

        static Latency.Seen seen(List<Long> millis) {
            return new Latency.Seen(millis.stream().sorted().toList());
        }
    }

    /** @param folder of its own */
    AlertLatency(Path folder, Broker broker, RepeatedLog log, int hosts) {
        this.folder = folder;
        this.broker = broker;
        this.log = log;
        this.hosts = hosts;
        this.appended = new AppendTimes(log, hosts, ROUNDS);
    }

    /** What is done while the job and the alerting process run. */
    @FunctionalInterface
    private interface Work<T> {
        T with(RawTopic raw) throws Exception;
    }

    /**
     * Runs the job and the alerting process, and feeds them.
     *
     * @param linesASecond how many
     * @param warm seconds whose alerts do not count
     * @param seconds whose alerts count
     */
    Told measured(int parallelism, int linesASecond, int warm, int seconds) throws Exception {
        return running("alerted", parallelism, raw -> {
            synchronized (this) {
                counted = System.nanoTime() + warm * 1_000_000_000L;
            }
            feed(raw, linesASecond, warm);
            Processors.Moment begin = Processors.now();
            feed(raw, linesASecond, seconds);
            double busy = Processors.now().share(begin);
            raw.flush();
            Thread.sleep(UP.toMillis() / 10);
            synchronized (this) {
                if (executed.isEmpty()) {
                    throw new IllegalStateException("nobody was told");
                }
                return new Told(Told.seen(executed), Told.seen(linked), busy);
            }
        });
    }

    /**
     * The rate that keeps the machine's processors, with all that runs on them, busy for such a share of the time.
     *
     * @param load 0 to 1
     * @param seconds to look for it
     */
    int rateAt(double load, int parallelism, int seconds) throws Exception {
        return running("searched", parallelism, raw -> {
            RateSearch search = new RateSearch(load);
            for (int i = 0; i < seconds; i += STEP_SECONDS) {
                Processors.Moment begin = Processors.now();
                feed(raw, search.rate(), STEP_SECONDS);
                search.seen(Processors.now().share(begin));
            }
            return search.found();
        });
    }

    private void feed(RawTopic raw, int linesASecond, int seconds) throws InterruptedException {
        long begun = System.nanoTime();
        for (long sent = 0; sent < (long) linesASecond * seconds; ) {
            long due = (System.nanoTime() - begun) / 1_000 * linesASecond / 1_000_000;
            raw.send(Math.max(0, due - sent), appended::note);
            sent = Math.max(sent, due);
            Thread.sleep(1);
        }
    }

    private <T> T running(String topic, int parallelism, Work<T> work) throws Exception {
        broker.createTopic(topic, 8);
        broker.createTopic(topic + "-findings", 1);
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        receiver.setExecutor(threads);
        receiver.createContext("/", this::take);
        receiver.start();
        try (StreamProcess job = new StreamProcess(
                        folder.resolve(topic), broker.address(), topic, topic, parallelism, INTERVAL_MILLIS);
                OwnProcess alerts = alerts(topic, receiver.getAddress().getPort());
                RawTopic raw = new RawTopic(broker.address(), topic, log, hosts, log.millis())) {
            job.start();
            alerts.start();
            raw.send(1, appended::note);
            Waiting.until(
                    UP,
                    () -> job.told() + alerts.told(),
                    () -> job.moment(broker).records() > 0);
            return work.with(raw);
        } finally {
            receiver.stop(0);
            threads.shutdownNow();
        }
    }

    /** Each round of a host is told anew: what was quiet for a second is over. */
    private OwnProcess alerts(String topic, int port) throws IOException {
        Files.createDirectories(folder);
        Path config = Files.writeString(folder.resolve(topic + "-alert.yaml"), """
                kafka: {bootstrap: ["%s"], topic: %s-findings, begin: oldest}
                state: %s
                alert:
                  - {rules: [memfd-exec]}
                routes:
                  - name: receiver
                    type: webhook
                    url: http://127.0.0.1:%d/
                    quiet-seconds: 1
                    interval-seconds: 1
                    tell-over: false
                    things: 1000000
                    things-seconds: 1
                    per-minute: 60000
                """.formatted(
                        broker.address(), topic, folder.resolve(topic + "-alerts"), port));
        return OwnProcess.java(
                List.of("-Xmx256m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                "io.execparity.cli.Main",
                List.of("alert", "--config", config.toString()),
                folder.resolve(topic + "-alert.log"));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode notice = MAPPER.readTree(exchange.getRequestBody());
            long now = System.nanoTime();
            exchange.sendResponseHeaders(200, -1);
            // What goes on is told a while after it happened, on purpose.
            if (notice.path("kind").asText().equals("new")) {
                note(notice.path("finding"), now);
            }
        }
    }

    private synchronized void note(JsonNode finding, long now) {
        long begun = appended.of(finding);
        if (begun > 0 && now >= counted) {
            boolean byLinker = finding.at("/process/executable").asText().contains("/ld-");
            (byLinker ? linked : executed).add((now - begun) / 1_000_000);
        }
    }
}
