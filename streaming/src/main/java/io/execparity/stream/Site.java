package io.execparity.stream;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.collect.parse.LineParser;
import io.execparity.stream.control.Suppressions;
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.EngineSettings.Predecessor;
import io.execparity.stream.engine.ExecveatFlags;
import io.execparity.stream.engine.MountTable;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.measurement.HostMeasurements;
import io.execparity.stream.measurement.MeasurementPolicy;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a site tells about itself, as it was told: the files' contents, not what they mean. That makes it serialisable,
 * and every worker of a job understands them for itself, with {@link #settings()}.
 *
 * @param host the name for lines that name no host themselves
 * @param interpreters further interpreters, tried before the bundled ones
 * @param benignMemfdMakers further programs that run memory files for a good reason
 * @param mounts the host's /proc/self/mounts, null where it is not known
 * @param execveatFlags what a tracer saw of execveat's flags, null where there is none
 * @param kernelHas never-merged check interfaces that the site's kernel has
 * @param trustedForNumber the number of trusted_for on the site's kernel, -1 where it has none
 * @param syslogTags further syslog tags under which audit lines are believed
 * @param measurements IMA's lists as they were read and verified, those of each host apart: they are too long to be
 *     handed on as files
 * @param measurementPolicy the host's IMA policy, null where it is not known
 * @param suppressions what the site does not want to hear of
 */
public record Site(
        String host,
        List<SiteFile> interpreters,
        List<SiteFile> benignMemfdMakers,
        @Nullable SiteFile mounts,
        @Nullable SiteFile execveatFlags,
        Set<Predecessor> kernelHas,
        int trustedForNumber,
        Set<String> syslogTags,
        List<HostMeasurements> measurements,
        @Nullable SiteFile measurementPolicy,
        List<SiteFile> suppressions)
        implements Serializable {
    private static final long serialVersionUID = 1;

    public Site {
        requireNonNull(host, "host is null");
        interpreters = List.copyOf(interpreters);
        benignMemfdMakers = List.copyOf(benignMemfdMakers);
        kernelHas = Set.copyOf(kernelHas);
        syslogTags = Set.copyOf(syslogTags);
        measurements = List.copyOf(measurements);
        suppressions = List.copyOf(suppressions);
    }

    /** A site that tells nothing but its host's name. */
    public static Site of(String host) {
        return new Site(host, List.of(), List.of(), null, null, Set.of(), -1, Set.of(), List.of(), null, List.of());
    }

    /** Reads the bundled catalogues, so that {@link #settings()} need not wait for them. */
    public static void readBundled() {
        InterpreterCatalogue.bundled();
        BenignMemfdMakers.bundled();
    }

    /** The same for whoever correlates nothing: measurement lists are long, and travel no farther than they have to. */
    public Site withoutLists() {
        return new Site(
                host,
                interpreters,
                benignMemfdMakers,
                mounts,
                execveatFlags,
                kernelHas,
                trustedForNumber,
                syslogTags,
                List.of(),
                null,
                suppressions);
    }

    /**
     * What the files mean. Each call makes a parser of its own, which only one thread may use.
     *
     * @throws IOException where a file is not as it should be; the message names file and line
     */
    public Analysis.Settings settings() throws IOException {
        InterpreterCatalogue catalogue = InterpreterCatalogue.bundled();
        for (SiteFile file : interpreters) {
            catalogue = catalogue.withAdditional(file.name(), file.open());
        }
        BenignMemfdMakers makers = BenignMemfdMakers.bundled();
        for (SiteFile file : benignMemfdMakers) {
            makers = makers.withAdditional(file.name(), file.open());
        }
        EngineSettings engine = new EngineSettings(
                catalogue,
                kernelHas,
                trustedForNumber,
                mounts == null ? Set.of() : MountTable.noexec(mounts.name(), mounts.open()),
                execveatFlags == null ? null : ExecveatFlags.read(execveatFlags.name(), execveatFlags.open()),
                explained());
        Suppressions held = Suppressions.none();
        for (SiteFile file : suppressions) {
            held.addFile(file.name(), file.content());
        }
        return new Analysis.Settings(
                host, new LineParser(syslogTags), CoalescerSettings.defaults(), engine, makers, held);
    }

    /** Those that lists are said to be of and that had no event: nothing was held against their lists. */
    public Set<String> hostsOfListsAlone(Set<String> withEvents) {
        Set<String> alone = new LinkedHashSet<>();
        for (HostMeasurements lists : measurements) {
            String whose = lists.host();
            if (whose != null && !withEvents.contains(whose)) {
                alone.add(whose);
            }
        }
        return alone;
    }

    /** The lists, with what tells why something is not in them. */
    private List<HostMeasurements> explained() throws IOException {
        SiteFile policy = measurementPolicy;
        MeasurementPolicy rules = policy == null ? null : MeasurementPolicy.read(policy.name(), policy.open());
        Map<String, String> types = mounts == null ? Map.of() : MountTable.types(mounts.name(), mounts.open());
        return measurements.stream().map(lists -> lists.with(rules, types)).toList();
    }

    /**
     * A table of mounts, line by line.
     *
     * @throws IOException for a line that is no mount, with its place
     */
    public static List<String> mountLines(SiteFile mounts) throws IOException {
        MountTable.types(mounts.name(), mounts.open());
        return new String(mounts.content(), StandardCharsets.UTF_8).lines().toList();
    }
}
