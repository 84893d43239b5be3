package io.execparity.cli;

import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.reference.Reference;
import io.execparity.collect.reference.ReferenceException;
import io.execparity.stream.MeasurementListFiles;
import io.execparity.stream.Site;
import io.execparity.stream.SiteFile;
import io.execparity.stream.engine.EngineSettings.Predecessor;
import io.execparity.stream.measurement.HostMeasurements;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a site tells about itself, the same for every command that correlates. */
final class SiteOptions {
    private static final int LONGEST_HOST = 253;
    private static final int NO_TRUSTED_FOR = -1;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before read()
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "the host of lines that name none (default: ${DEFAULT-VALUE})",
            defaultValue = "localhost")
    String host = "localhost";

    @Option(
            names = "--mounts",
            paramLabel = "FILE",
            description = "the host's /proc/self/mounts: which mounts are noexec, and of what type")
    @Nullable
    Path mounts;

    @Option(
            names = "--execveat-flags",
            paramLabel = "FILE",
            description = "JSON lines of a tracer with the flags of execveat, which audit does not record")
    @Nullable
    Path execveatFlags;

    @Option(
            names = "--interpreters",
            paramLabel = "FILE",
            arity = "1..*",
            description = "further interpreters (YAML), tried before the bundled ones")
    List<Path> interpreters = List.of();

    @Option(
            names = "--benign-memfd-makers",
            paramLabel = "FILE",
            arity = "1..*",
            description = "further programs that run memory files for a good reason (YAML)")
    List<Path> benignMemfdMakers = List.of();

    @Option(
            names = "--suppressions",
            paramLabel = "FILE",
            arity = "1..*",
            description = "findings that need nobody's attention for a while (YAML, or control messages one a line)")
    List<Path> suppressions = List.of();

    @Option(
            names = "--kernel-has",
            paramLabel = "INTERFACE",
            arity = "1..*",
            description = "a never-merged check interface that this kernel has: ${COMPLETION-CANDIDATES}")
    List<Predecessor> kernelHas = List.of();

    @Option(
            names = "--trusted-for-number",
            paramLabel = "N",
            description = "the system call number of trusted_for on this kernel")
    @Nullable
    Integer trustedForNumber;

    @Option(
            names = "--syslog-tag",
            paramLabel = "TAG",
            arity = "1..*",
            description = "a further syslog tag under which audit lines are believed")
    List<String> syslogTags = List.of();

    @Option(
            names = "--ima",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "the host's IMA measurement lists, ASCII or binary, .gz included; verified, and joined to what ran")
    List<Path> ima = List.of();

    @Option(
            names = "--pcr",
            paramLabel = "BANK=HEX",
            arity = "1..*",
            description = "a register's value that the lists have to lead to, as for verify-ima")
    List<String> registers = List.of();

    @Option(
            names = "--ima-policy",
            paramLabel = "FILE",
            description = "the host's IMA policy: why something that ran was not measured")
    @Nullable
    Path imaPolicy;

    @Option(
            names = "--ima-host",
            paramLabel = "NAME",
            description = "whose the lists are, in a log of several hosts (default: every host's)")
    @Nullable
    String imaHost;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "what the host's files should be, as for verify-ima; measured content that it lacks is told")
    @Nullable
    Path reference;

    @Option(
            names = "--reference-keys",
            paramLabel = "DIR",
            description = "certificates and public keys, one of which has to have signed the reference")
    @Nullable
    Path referenceKeys;

    /** What was told, the files that were named included. */
    Site read() throws IOException {
        if (host.isBlank() || host.length() > LONGEST_HOST) {
            throw badUsage("--host has 1 to " + LONGEST_HOST + " characters");
        }
        if (trustedForNumber != null && trustedForNumber < 0) {
            throw badUsage("--trusted-for-number is 0 or more");
        }
        for (String tag : syslogTags) {
            if (tag.isEmpty() || tag.chars().anyMatch(c -> c <= ' ')) {
                throw badUsage("--syslog-tag '" + tag + "' is none that a syslog line has: it is empty or has a space");
            }
        }
        return new Site(
                host,
                contents(interpreters),
                contents(benignMemfdMakers),
                mounts == null ? null : SiteFile.of(mounts),
                execveatFlags == null ? null : SiteFile.of(execveatFlags),
                new LinkedHashSet<>(kernelHas),
                trustedForNumber == null ? NO_TRUSTED_FOR : trustedForNumber,
                new LinkedHashSet<>(syslogTags),
                measurements(),
                imaPolicy == null ? null : SiteFile.of(imaPolicy),
                contents(suppressions));
    }

    /** Results that are there already were made by other options: what is given now must not seem to hold for them. */
    void requireOnly(Set<String> useful) {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            boolean ours = option.userObject() instanceof Field field && field.getDeclaringClass() == SiteOptions.class;
            if (ours && !useful.contains(option.longestName())) {
                throw badUsage(option.longestName() + " tells how logs are analyzed, and no --audit was given");
            }
        }
    }

    private List<HostMeasurements> measurements() throws IOException {
        List<ExpectedRegister> expected = new ArrayList<>();
        for (String written : registers) {
            try {
                expected.add(ExpectedRegister.parse(written));
            } catch (IllegalArgumentException e) {
                throw badUsage("--pcr " + written + ": " + e.getMessage());
            }
        }
        if (ima.isEmpty() && (!registers.isEmpty() || imaPolicy != null || imaHost != null)) {
            throw badUsage("--pcr, --ima-policy and --ima-host tell of lists, and no --ima was given");
        }
        if (reference == null ? referenceKeys != null : ima.isEmpty()) {
            throw badUsage(
                    reference == null
                            ? "--reference-keys is of use with --reference only"
                            : "--reference says what lists should hold, and no --ima was given");
        }
        return ima.isEmpty() ? List.of() : List.of(MeasurementListFiles.read(imaHost, ima, expected, loadReference()));
    }

    private @Nullable Reference loadReference() throws IOException {
        if (reference == null) {
            return null;
        }
        try {
            return Reference.load(reference, referenceKeys);
        } catch (ReferenceException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    ParameterException badUsage(String message) {
        return Console.badUsage(spec.commandLine(), message);
    }

    private static List<SiteFile> contents(List<Path> files) throws IOException {
        List<SiteFile> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(SiteFile.of(file));
        }
        return contents;
    }
}
