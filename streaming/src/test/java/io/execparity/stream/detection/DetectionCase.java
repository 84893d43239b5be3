package io.execparity.stream.detection;

import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.reference.Reference;
import io.execparity.collect.reference.ReferenceException;
import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.MeasurementListFiles;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.ExecveatFlags;
import io.execparity.stream.engine.MountTable;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.measurement.HostMeasurements;
import io.execparity.stream.measurement.MeasurementPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One log of a rule's corpus, with what its {@code info.yml} says.
 *
 * @param from the folder below {@code corpus} with the log that it was cut from, or that it was made by hand
 * @param scenarios of that log; empty where it was made by hand
 * @param beside the other rules that fire as well, by slug
 * @param suppressed the rules of which findings were held back, by slug
 */
record DetectionCase(
        Rule rule,
        Path log,
        Kind kind,
        String from,
        List<String> scenarios,
        Set<String> beside,
        Set<String> suppressed,
        EngineSettings site) {
    static final Path FOLDERS = Path.of("detections");
    private static final String MADE_BY_HAND = "made by hand from the kernel's record forms";
    private static final Pattern CUT = Pattern.compile("linux-7\\.2-raw|lab/linux-[a-z0-9.-]+");
    private static final List<String> KEYS = List.of(
            "log",
            "from",
            "scenarios",
            "shows",
            "beside",
            "suppressed",
            "noexec",
            "kernel_has",
            "trusted_for_number",
            "execveat_flags",
            "ima",
            "registers",
            "reference",
            "ima_policy",
            "mounts");

    /** What the rule is to say of the log. */
    enum Kind {
        FIRES,
        QUIET,
        UNDETERMINED
    }

    static Path folder(Rule rule) {
        return FOLDERS.resolve(rule.slug());
    }

    static Path corpus(Rule rule) {
        return folder(rule).resolve("corpus");
    }

    /** The findings of the rule in this log, byte for byte as a findings file has them. */
    Path expected() {
        String name = log.getFileName().toString();
        return log.resolveSibling(name.substring(0, name.length() - ".log".length()) + ".expected.json");
    }

    /** Every log of every rule, by the order of its {@code info.yml}. */
    static List<DetectionCase> all() throws IOException {
        List<DetectionCase> all = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            all.addAll(of(rule));
        }
        return all;
    }

    /** Every log of a rule; a log that {@code info.yml} does not name, or that is not there, is an error. */
    static List<DetectionCase> of(Rule rule) throws IOException {
        CatalogueNode info = CatalogueReader.read(corpus(rule).resolve("info.yml"));
        info.allowOnly(List.of("logs"));
        List<DetectionCase> cases = new ArrayList<>();
        Set<String> named = new TreeSet<>();
        for (CatalogueNode node : info.require("logs").items()) {
            DetectionCase one = of(rule, node);
            cases.add(one);
            if (!named.add(one.log().getFileName().toString())) {
                throw node.wrong("this log is there twice");
            }
        }
        Set<String> present = logs(rule);
        if (!present.equals(named)) {
            throw info.wrong("it names " + named + " but beside it are " + present);
        }
        return cases;
    }

    private static Set<String> logs(Rule rule) throws IOException {
        try (Stream<Path> files = Files.list(corpus(rule))) {
            Set<String> names = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .forEach(names::add);
            return names;
        }
    }

    private static DetectionCase of(Rule rule, CatalogueNode node) throws IOException {
        node.allowOnly(KEYS);
        String name = node.require("log").text();
        Path log = corpus(rule).resolve(name);
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(k -> name.startsWith(k.name().toLowerCase(Locale.ROOT) + "-"))
                .findFirst();
        if (kind.isEmpty() || !name.endsWith(".log")) {
            throw node.require("log").wrong("a log is named fires-, quiet- or undetermined-SOMETHING.log");
        }
        String from = node.require("from").text();
        List<String> scenarios = node.textsOf("scenarios");
        if (scenarios.isEmpty()
                ? !from.equals(MADE_BY_HAND)
                : !CUT.matcher(from).matches()) {
            throw node.require("from")
                    .wrong("a log is from linux-7.2-raw or a run of the lab's, with its scenarios, or " + MADE_BY_HAND);
        }
        if (node.require("shows").text().isBlank()) {
            throw node.require("shows").wrong("say what it shows");
        }
        return new DetectionCase(
                rule,
                log,
                kind.get(),
                from,
                scenarios,
                slugs(node.require("beside")),
                node.find("suppressed").isPresent() ? slugs(node.require("suppressed")) : Set.of(),
                site(node, log));
    }

    private static Set<String> slugs(CatalogueNode node) throws IOException {
        Set<String> slugs = new TreeSet<>(node.texts());
        for (String slug : slugs) {
            if (Arrays.stream(Rule.values()).noneMatch(rule -> rule.slug().equals(slug))) {
                throw node.wrong("there is no rule " + slug);
            }
        }
        return slugs;
    }

    private static EngineSettings site(CatalogueNode node, Path log) throws IOException {
        Set<EngineSettings.Predecessor> predecessors = EnumSet.noneOf(EngineSettings.Predecessor.class);
        for (String predecessor : node.textsOf("kernel_has")) {
            predecessors.add(EngineSettings.Predecessor.valueOf(predecessor));
        }
        Optional<CatalogueNode> number = node.find("trusted_for_number");
        Optional<CatalogueNode> flags = node.find("execveat_flags");
        return new EngineSettings(
                InterpreterCatalogue.bundled(),
                predecessors,
                number.isPresent() ? number.get().number() : -1,
                new HashSet<>(node.textsOf("noexec")),
                flags.isPresent()
                        ? ExecveatFlags.read(log.resolveSibling(flags.get().text()))
                        : null,
                measurements(node, log));
    }

    private static @Nullable HostMeasurements measurements(CatalogueNode node, Path log) throws IOException {
        List<Path> lists = new ArrayList<>();
        for (String name : node.textsOf("ima")) {
            lists.add(log.resolveSibling(name).normalize());
        }
        if (lists.isEmpty()) {
            return null;
        }
        List<ExpectedRegister> registers =
                node.textsOf("registers").stream().map(ExpectedRegister::parse).toList();
        Optional<CatalogueNode> policy = node.find("ima_policy");
        Optional<CatalogueNode> mounts = node.find("mounts");
        Optional<CatalogueNode> reference = node.find("reference");
        return MeasurementListFiles.read(
                        null,
                        lists,
                        registers,
                        reference.isPresent()
                                ? reference(log.resolveSibling(reference.get().text()))
                                : null)
                .with(
                        policy.isPresent()
                                ? policy(log.resolveSibling(policy.get().text()))
                                : null,
                        mounts.isPresent()
                                ? types(log.resolveSibling(mounts.get().text()))
                                : Map.of());
    }

    private static MeasurementPolicy policy(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return MeasurementPolicy.read(file.toString(), in);
        }
    }

    private static Map<String, String> types(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return MountTable.types(file.toString(), in);
        }
    }

    private static Reference reference(Path file) throws IOException {
        try {
            return Reference.load(file, null);
        } catch (ReferenceException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
