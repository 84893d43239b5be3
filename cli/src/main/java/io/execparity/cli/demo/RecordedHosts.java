package io.execparity.cli.demo;

import io.execparity.stream.Site;
import io.execparity.stream.SiteFile;
import io.execparity.stream.measurement.HostMeasurements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The bundled logs of two boots of a real kernel, as those of two hosts of one site. */
public final class RecordedHosts {
    private static final String ENRICHED = "linux-7.2-enriched";
    private static final String RAW = "linux-7.2-raw";

    private final Path corpus;
    private final List<RecordedHost> hosts;

    /** @throws IOException where the folder is not the bundled one */
    public RecordedHosts(Path corpus) throws IOException {
        this.corpus = corpus;
        hosts = List.of(
                new RecordedHost("lab-host", corpus.resolve(ENRICHED)),
                // Its lines name no host.
                new RecordedHost("lab-raw", corpus.resolve(RAW)));
        for (RecordedHost host : hosts) {
            if (!Files.isReadable(host.log())) {
                throw new IOException(host.log() + " is not there; --corpus names the checkout's corpus folder");
            }
        }
    }

    List<RecordedHost> all() {
        return hosts;
    }

    /** The logs themselves, for the records behind results. */
    public List<String> audit() {
        return hosts.stream().map(host -> host.log().toString()).toList();
    }

    /** How many lines the logs have. */
    public long lines() throws IOException {
        long lines = 0;
        for (RecordedHost host : hosts) {
            for (byte b : host.bytes()) {
                lines += b == '\n' ? 1 : 0;
            }
        }
        return lines;
    }

    /** What was saved beside the logs. Both boots had the same policy, and mounts of the same kinds. */
    Site site() throws IOException {
        Path saved = corpus.resolve(ENRICHED);
        List<HostMeasurements> measurements = new ArrayList<>();
        for (RecordedHost host : hosts) {
            measurements.add(host.measurements());
        }
        return new Site(
                "localhost",
                List.of(),
                List.of(),
                SiteFile.of(saved.resolve("mounts.txt")),
                SiteFile.of(saved.resolve("execveat.jsonl")),
                Set.of(),
                -1,
                Set.of(),
                measurements,
                SiteFile.of(saved.resolve("ima-policy")),
                List.of());
    }
}
