package io.execparity.stream;

import io.execparity.schema.finding.Finding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A corpus of the lab's: its log, the stretch of serials of each scenario, and what is true of each. */
public final class LabCorpus {
    /** The row, and the place of evidence, outside every scenario. */
    public static final String OUTSIDE = "*";

    private static final Pattern MARK =
            Pattern.compile("type=USER msg=audit\\(\\d+\\.\\d+:(\\d+)\\).*lab-(begin|end) ([^\\s'\"]+)");
    /** The daemon numbers its records itself, so its stamps are at no place among the kernel's. */
    private static final Pattern DAEMON = Pattern.compile("type=DAEMON_\\w+ msg=(audit\\(\\d+\\.\\d+:\\d+\\))");

    private static final Pattern STAMP = Pattern.compile("audit\\(\\d+\\.\\d+:(\\d+)\\)");

    /**
     * What is true of one scenario.
     *
     * @param must each with its alternatives, a rule here or a rule in another scenario
     * @param columns mode, vector, origin, check and outcome; empty where nothing is said
     */
    public record Row(
            String scenario,
            List<List<Expected>> must,
            Set<String> may,
            Set<String> mustNot,
            int subject,
            List<String> columns) {
        boolean runs() {
            return !columns.get(0).isEmpty();
        }

        String check() {
            return columns.get(3);
        }
    }

    /** A rule that is to fire in a scenario. */
    public record Expected(String rule, String scenario) {}

    private record Window(long first, long last) {}

    private final Path folder;
    private final Map<String, Window> windows = new LinkedHashMap<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<String> daemonStamps = new TreeSet<>();

    private LabCorpus(Path folder) {
        this.folder = folder;
    }

    public static LabCorpus of(String name) throws IOException {
        LabCorpus corpus = new LabCorpus(Path.of("../corpus").resolve(name));
        corpus.readWindows();
        corpus.readTruth();
        return corpus;
    }

    public Path log() {
        return folder.resolve("audit.log.gz");
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public Collection<Row> rows() {
        return rows.values();
    }

    Row row(String scenario) {
        return rows.get(scenario);
    }

    Set<String> scenarios() {
        return windows.keySet();
    }

    private void readWindows() throws IOException {
        Map<String, Long> begun = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log())), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher mark = MARK.matcher(line);
                Matcher daemon = DAEMON.matcher(line);
                if (daemon.find()) {
                    daemonStamps.add(daemon.group(1));
                }
                if (mark.find()) {
                    long serial = Long.parseLong(mark.group(1));
                    if (mark.group(2).equals("begin")) {
                        begun.put(mark.group(3), serial);
                    } else {
                        windows.put(mark.group(3), new Window(begun.get(mark.group(3)), serial));
                    }
                }
            }
        }
    }

    private void readTruth() throws IOException {
        for (String line : Files.readAllLines(folder.resolve("truth.tsv"))) {
            List<String> cells = new ArrayList<>(Arrays.asList(line.split("\t", -1)));
            while (cells.size() < 11) {
                cells.add("");
            }
            String scenario = cells.get(0);
            if (!scenario.isEmpty() && !scenario.equals("scenario")) {
                rows.put(
                        scenario,
                        new Row(
                                scenario,
                                must(scenario, cells.get(1)),
                                list(cells.get(2)),
                                list(cells.get(3)),
                                cells.get(4).isEmpty() ? -1 : Integer.parseInt(cells.get(4)),
                                List.copyOf(cells.subList(5, 10))));
            }
        }
    }

    private static List<List<Expected>> must(String scenario, String cell) {
        List<List<Expected>> must = new ArrayList<>();
        for (String item : list(cell)) {
            List<Expected> alternatives = new ArrayList<>();
            for (String alternative : item.split("\\|", -1)) {
                String[] parts = alternative.split("@", -1);
                alternatives.add(new Expected(parts[0], parts.length > 1 ? parts[1] : scenario));
            }
            must.add(alternatives);
        }
        return must;
    }

    private static Set<String> list(String cell) {
        return cell.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(cell.split(",")));
    }

    /** The scenarios that a finding has evidence in, or {@link #OUTSIDE}. */
    Set<String> scenarios(Finding finding) {
        Set<String> found = new TreeSet<>();
        for (String stamp : finding.evidence()) {
            if (!daemonStamps.contains(stamp)) {
                found.addAll(at(serial(stamp)));
            }
        }
        return found.isEmpty() ? Set.of(OUTSIDE) : found;
    }

    /** The scenario of an event, or {@link #OUTSIDE}. */
    public String scenario(String stamp) {
        Set<String> found = at(serial(stamp));
        return found.isEmpty() ? OUTSIDE : found.iterator().next();
    }

    /** The scenarios of a finding's last evidence. */
    Set<String> lastScenarios(Finding finding) {
        return at(finding.evidence().stream()
                .filter(stamp -> !daemonStamps.contains(stamp))
                .mapToLong(LabCorpus::serial)
                .max()
                .orElse(-1));
    }

    boolean within(String scenario, long serial) {
        Window window = windows.get(scenario);
        return window != null && serial >= window.first() && serial <= window.last();
    }

    private Set<String> at(long serial) {
        Set<String> found = new TreeSet<>();
        windows.forEach((scenario, window) -> {
            if (serial >= window.first() && serial <= window.last()) {
                found.add(scenario);
            }
        });
        return found;
    }

    private static long serial(String stamp) {
        Matcher matcher = STAMP.matcher(stamp);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
