package io.execparity.cli;

import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfigReader;
import io.execparity.stream.probe.Announcement;
import io.execparity.stream.probe.AnnouncementKey;
import io.execparity.stream.probe.AnnouncementTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run of the probe is announced to the alerting process, so that nobody is woken by it. */
final class AnnounceOptions {
    private static final long MILLIS = 5 * 60_000;
    private static final int LONGEST_KEY = 4_096;

    @Option(
            names = "--announce-key",
            paramLabel = "FILE",
            description = "this host's key, by which the run is announced to the alerting process before it begins")
    private @Nullable Path key;

    @Option(names = "--announce-as", paramLabel = "HOST", description = "this host, as its lines are keyed")
    private @Nullable String host;

    @Option(
            names = "--announce-topic",
            paramLabel = "NAME",
            description = "where the alerting process looks (default: ${DEFAULT-VALUE})",
            defaultValue = AnnouncementTopic.USUAL)
    private String topic = AnnouncementTopic.USUAL;

    @Option(
            names = "--make-announce-key",
            paramLabel = "FILE",
            description = "only print the key of --announce-as, which follows from the site's key in this file")
    private @Nullable Path siteKey;

    /** Whether a key is to be printed, and nothing to be run. */
    boolean makesKey() {
        return siteKey != null;
    }

    /** What is wrong with what was given; empty where nothing is. */
    String wrong(boolean hasConfig) {
        boolean wanted = key != null || siteKey != null;
        if (wanted != (host != null) || key != null && siteKey != null) {
            return "--announce-key or --make-announce-key goes with --announce-as.";
        }
        return key != null && !hasConfig ? "--announce-key needs --config, whose brokers it goes by." : "";
    }

    /** The key of a host, for its file. */
    String makeKey() throws IOException {
        if (siteKey == null || host == null) {
            throw new IllegalStateException("no key was asked for");
        }
        try {
            return AnnouncementKey.ofHost(text(siteKey), host).text();
        } catch (IllegalArgumentException e) {
            throw new IOException(siteKey + ": " + e.getMessage(), e);
        }
    }

    /** Announces a run, where that was asked for. */
    void announce(@Nullable Path config, String marker, List<String> verbs, long now)
            throws IOException, InterruptedException {
        if (key == null || host == null || config == null) {
            return;
        }
        LiveConfig read = new LiveConfigReader(System.getenv()).read(config);
        Announcement announcement;
        AnnouncementKey own;
        try {
            announcement = new Announcement(host, marker, now, now + MILLIS, verbs);
            own = AnnouncementKey.of(text(key));
        } catch (IllegalArgumentException e) {
            throw new IOException(key + " or --announce-as: " + e.getMessage(), e);
        }
        AnnouncementTopic.send(read.kafka().properties(), topic, announcement, own);
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LONGEST_KEY) {
            throw new IOException(file + ": this is too long for a key");
        }
        return Files.readString(file).strip();
    }
}
