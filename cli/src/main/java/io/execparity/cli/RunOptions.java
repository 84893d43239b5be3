package io.execparity.cli;

import io.execparity.stream.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a bounded run reads and where it writes, the same for every command that makes one. */
final class RunOptions {
    @Option(
            names = "--audit",
            paramLabel = "FILE",
            required = true,
            arity = "1..*",
            description = "audit logs, rotated sets and .gz included; - is standard input")
    List<String> audit = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the folder for the results")
    @SuppressWarnings("NullAway.Init") // required
    Path out;

    @Mixin
    private SiteOptions site = new SiteOptions();

    /** What the site tells about itself, the files that were named included. */
    Site site() throws IOException {
        if (out.toString().isEmpty()) {
            throw site.badUsage("--out names no folder");
        }
        return site.read();
    }
}
