package io.execparity.cli;

import static java.util.Objects.requireNonNullElse;

import io.execparity.dashboard.terminal.ProbeTable;
import io.execparity.dashboard.terminal.TerminalStyle;
import io.execparity.schema.codec.ProbeJson;
import io.execparity.schema.message.ProbeOutcome;
import io.execparity.stream.Site;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfigReader;
import io.execparity.stream.probe.Chain;
import io.execparity.stream.probe.LogWatch;
import io.execparity.stream.probe.ProbeRun;
import io.execparity.stream.probe.TopicWatch;
import io.execparity.stream.probe.Verb;
import io.execparity.stream.probe.VerbCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A harmless self-test: real events on this host, and where in the chain they came to. */
@Command(
        name = "probe",
        description = {
            "Makes what ExecParity finds happen on this host, harmlessly, and says for each whether it was found, or where"
                    + " in the chain it was lost.",
            "With --audit what is found is found in this process, with --config by the job.",
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  all was found that this kernel and user can do",
            "  3  something was lost",
            "  2  bad usage, unreadable input",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {
    private static final int LONGEST_WAIT = 86_400;
    /** Of a broker, in seconds, before it counts as one that does not answer. */
    private static final int LONGEST_SILENCE = 30;

    @Mixin
    private Console console = new Console();

    @Option(
            names = "--verbs",
            paramLabel = "NAME",
            split = ",",
            description = "what to do, of those that --list names (default: all)")
    private List<String> verbs = List.of();

    @Option(names = "--list", description = "only say what can be done, and what has to become of it")
    private boolean listOnly;

    @Option(names = "--audit", paramLabel = "FILE", description = "this host's audit log, which auditd writes")
    private @Nullable Path audit;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the job's file: its topics are looked at, for the lines and for what is told of them")
    private @Nullable Path config;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "how long to wait for the chain (default: ${DEFAULT-VALUE})",
            defaultValue = "60")
    private int timeout = 60;

    @Option(
            names = "--heartbeat",
            paramLabel = "SECONDS",
            description = "again and again, this long after one another, until told to stop")
    private int heartbeat;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "what became of each is added to it, one message of JSON a line")
    private @Nullable Path out;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where a folder of its own is made for a moment (default: ${DEFAULT-VALUE})",
            defaultValue = "/tmp")
    private Path folder = Path.of("/tmp");

    @Option(
            names = "--ran",
            paramLabel = "FILE",
            description = "what the program said on another machine, whose log --audit then is; - is standard input")
    private @Nullable String ran;

    @Option(names = "--program", paramLabel = "FILE", description = "the program to run (default: the one built here)")
    private @Nullable Path program;

    @Mixin
    private AnnounceOptions announce = new AnnounceOptions();

    @Mixin
    private SiteOptions site = new SiteOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        VerbCatalogue catalogue = VerbCatalogue.bundled();
        if (listOnly) {
            return list(catalogue);
        }
        check(catalogue);
        if (announce.makesKey()) {
            console.say(announce.makeKey());
            return ExitCode.NOTHING_FOUND;
        }
        boolean broken = once(catalogue);
        if (heartbeat > 0) {
            beat(catalogue);
        }
        return broken ? ExitCode.FOUND : ExitCode.NOTHING_FOUND;
    }

    private int list(VerbCatalogue catalogue) {
        PrintWriter to = console.out();
        for (Verb verb : catalogue.all()) {
            to.printf("%-20s %s%n", verb.name(), verb.does());
        }
        to.flush();
        return ExitCode.NOTHING_FOUND;
    }

    private void check(VerbCatalogue catalogue) {
        String wrong = announce.wrong(config != null);
        if (!wrong.isEmpty()) {
            throw console.badUsage(wrong);
        }
        if (announce.makesKey()) {
            return;
        }
        if (audit == null && config == null) {
            throw console.badUsage("--audit or --config is needed, to see what comes of it.");
        }
        if (ran != null && (audit == null || config != null || heartbeat > 0 || !verbs.isEmpty())) {
            throw console.badUsage("--ran goes with --audit alone.");
        }
        if (timeout < 1 || timeout > LONGEST_WAIT || heartbeat < 0 || heartbeat > LONGEST_WAIT) {
            throw console.badUsage("Times are 1 to " + LONGEST_WAIT + " seconds.");
        }
        for (String verb : verbs) {
            if (catalogue.find(verb).isEmpty()) {
                throw console.badUsage("There is no verb '" + verb + "'; --list names them.");
            }
        }
    }

    private void beat(VerbCatalogue catalogue) throws IOException, InterruptedException {
        while (true) {
            Thread.sleep(Duration.ofSeconds(heartbeat).toMillis());
            try {
                once(catalogue);
            } catch (IOException e) {
                // What fails now may work the next time, and nobody would miss a heart that stood still.
                console.complain(String.valueOf(e.getMessage()));
            }
        }
    }

    /** One run; true where something was lost. */
    private boolean once(VerbCatalogue catalogue) throws IOException, InterruptedException {
        Site told = site.read();
        List<ProbeOutcome> outcomes;
        try (Chain chain = chain(told)) {
            ProbeRun run = ran == null ? run(catalogue) : read(ran);
            outcomes = chain.follow(run, catalogue, Duration.ofSeconds(ran == null ? timeout : 0));
        }
        console.print(new ProbeTable(TerminalStyle.ofStandardOutput()).text(outcomes));
        write(outcomes);
        return outcomes.stream().anyMatch(ProbeOutcome::isBroken);
    }

    private ProbeRun run(VerbCatalogue catalogue) throws IOException, InterruptedException {
        String marker = ProbeProgram.newMarker();
        List<String> does =
                verbs.isEmpty() ? catalogue.all().stream().map(Verb::name).toList() : verbs;
        announce.announce(config, marker, does, Clock.systemUTC().millis());
        return program().run(marker, verbs, folder);
    }

    private Chain chain(Site told) throws IOException {
        LiveConfig job = config == null ? null : new LiveConfigReader(System.getenv()).read(config);
        LogWatch log = audit == null ? null : new LogWatch(audit, ran == null);
        try {
            return chain(log, job, told);
        } catch (RuntimeException e) {
            if (log != null) {
                log.close();
            }
            throw e;
        }
    }

    /** Topics that cannot be read are what the probe is there to tell. */
    private Chain chain(@Nullable LogWatch log, @Nullable LiveConfig job, Site told) {
        Clock clock = Clock.systemUTC();
        if (job == null) {
            return new Chain(log, null, told, clock);
        }
        try {
            return new Chain(
                    log, new TopicWatch(job, Duration.ofSeconds(Math.min(timeout, LONGEST_SILENCE))), told, clock);
        } catch (IOException e) {
            return Chain.brokenAt(
                    requireNonNullElse(e.getMessage(), "Kafka's topics cannot be read"), log, told, clock);
        }
    }

    private ProbeProgram program() throws IOException {
        return program == null ? ProbeProgram.installed() : new ProbeProgram(program);
    }

    private static ProbeRun read(String file) throws IOException {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return ProbeRun.read(file, ProbeProgram.lines(file, in));
        }
    }

    private void write(List<ProbeOutcome> outcomes) throws IOException {
        if (out == null) {
            return;
        }
        ProbeJson json = new ProbeJson();
        try (OutputStream to = Files.newOutputStream(out, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (ProbeOutcome outcome : outcomes) {
                to.write(json.line(outcome));
                to.write('\n');
            }
        }
    }
}
