import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds what was found in a machine's log against the truth of its scenarios: {@code score LOG FINDINGS TRUTH KERNEL OUT}
 * writes for each rule how often it had to come, came and came where it must not, and counts of what was quiet.
 * {@code table FOLDER} prints the {@code score.tsv} of all folders in it as one table, a rule a row and a machine a column.
 */
final class Score {
    /** Elsewhere than in the message itself the text is hexadecimal, since it has a blank. */
    private static final Pattern MARK = Pattern.compile("lab-(begin|end) ([^\\s'\"]+)");
    /** How many of something were done in a scenario, as the machine counted them. */
    private static final Pattern DID = Pattern.compile("lab-did ([^\\s'\"]+) ([a-z-]+) (\\d{1,6})");
    /** As the daemon writes it, and as journald does. */
    private static final Pattern SERIAL = Pattern.compile("audit\\(\\d+\\.\\d+:(\\d+)\\)|\"_AUDIT_ID\":\"(\\d+)\"");
    /** The daemon numbers its records itself, so its stamps are at no place among the kernel's. */
    private static final Pattern DAEMON = Pattern.compile("type=DAEMON_\\w+ msg=(audit\\(\\d+\\.\\d+:\\d+\\))");
    private static final Pattern STAMP = Pattern.compile("\"(audit\\(\\d+\\.\\d+:(\\d+)\\))\"");
    private static final Pattern RULE = Pattern.compile("\"rule\":\\{\"name\":\"([a-z-]+)\"");
    private static final Pattern EVIDENCE = Pattern.compile("\"evidence\":\\[([^]]*)]");
    private static final Pattern TO_A_PERSON = Pattern.compile("\"class\":\"(?:bypass|alert)\"");
    private static final String OUTSIDE = "*";
    /** Stands before the rule of what was suppressed, a known maker's memory file. */
    private static final String SUPPRESSED = "suppressed ";
    /** Stands for a rule: that nothing of class bypass or alert came. */
    private static final String NO_ALERT = "no-alert";
    /** Stands before how many of something have to be done, and what. */
    private static final String DID_SO_MANY = "did ";

    private final Map<String, long[]> windows = new LinkedHashMap<>();
    /** How many there are of each event. */
    private final NavigableMap<Long, Integer> records = new TreeMap<>();
    private final Set<String> daemon = new TreeSet<>();
    private final Map<String, Set<String>> found = new TreeMap<>();
    private final Map<String, Set<String>> alerts = new TreeMap<>();
    private final Map<String, Integer> heldBack = new TreeMap<>();
    private final Map<String, Map<String, Integer>> done = new TreeMap<>();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final int[] kernel;
    /** Which security module's machine it was, empty for the usual one: truth says of each scenario in which it is run. */
    private final String security;

    private static final class Tally {
        private int due;
        private int came;
        private int wrong;
    }

    private Score(Path release) {
        kernel = version(text(release));
        security = security(release);
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("table")) {
            table(Path.of(arguments[1]));
            return;
        }
        if (arguments.length != 6 || !arguments[0].equals("score")) {
            System.err.println("usage: score LOG FINDINGS TRUTH KERNEL OUT | table FOLDER");
            System.exit(2);
        }
        Score score = new Score(Path.of(arguments[4]));
        score.readWindows(Path.of(arguments[1]));
        Path findings = Path.of(arguments[2]);
        score.readFindings(findings, "");
        Path suppressed = findings.resolveSibling("suppressed.jsonl");
        if (Files.exists(suppressed)) {
            score.readFindings(suppressed, SUPPRESSED);
        }
        score.judge(Path.of(arguments[3]));
        System.exit(score.write(Path.of(arguments[5])) ? 0 : 3);
    }

    private void readWindows(Path log) throws IOException {
        Map<String, Long> begun = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            lines.peek(this::noteDaemon).peek(this::noteDone).forEach(line -> {
                Matcher mark = MARK.matcher(line);
                Matcher number = SERIAL.matcher(line);
                if (!number.find()) {
                    return;
                }
                long serial = Long.parseLong(number.group(1) == null ? number.group(2) : number.group(1));
                records.merge(serial, 1, Integer::sum);
                if (!mark.find()) {
                    return;
                }
                if (mark.group(1).equals("begin")) {
                    begun.put(mark.group(2), serial);
                } else {
                    windows.put(mark.group(2), new long[] {begun.getOrDefault(mark.group(2), serial), serial});
                }
            });
        }
    }

    private void noteDone(String line) {
        Matcher did = DID.matcher(line);
        if (did.find()) {
            done.computeIfAbsent(did.group(1), key -> new TreeMap<>())
                    .put(did.group(2), Integer.parseInt(did.group(3)));
        }
    }

    private void noteDaemon(String line) {
        Matcher record = DAEMON.matcher(line);
        if (record.find()) {
            daemon.add(record.group(1));
        }
    }

    private void readFindings(Path findings, String prefix) throws IOException {
        for (String line : Files.readAllLines(findings)) {
            Matcher rule = RULE.matcher(line);
            Matcher evidence = EVIDENCE.matcher(line);
            if (!rule.find()) {
                continue;
            }
            Matcher stamp = STAMP.matcher(evidence.find() ? evidence.group(1) : "");
            Set<String> places = new LinkedHashSet<>();
            while (stamp.find()) {
                places.add(daemon.contains(stamp.group(1)) ? OUTSIDE : scenario(Long.parseLong(stamp.group(2))));
            }
            for (String place : places.isEmpty() ? Set.of(OUTSIDE) : places) {
                found.computeIfAbsent(place, key -> new TreeSet<>()).add(prefix + rule.group(1));
                if (prefix.equals(SUPPRESSED)) {
                    heldBack.merge(place, 1, Integer::sum);
                } else if (TO_A_PERSON.matcher(line).find()) {
                    alerts.computeIfAbsent(place, key -> new TreeSet<>()).add(rule.group(1));
                }
            }
        }
    }

    private String scenario(long serial) {
        for (Map.Entry<String, long[]> window : windows.entrySet()) {
            if (serial >= window.getValue()[0] && serial <= window.getValue()[1]) {
                return window.getKey();
            }
        }
        return OUTSIDE;
    }

    private void judge(Path truth) throws IOException {
        for (String line : Files.readAllLines(truth)) {
            String[] cells = Arrays.copyOf(line.split("\t", -1), 6);
            if (line.startsWith("#") || cells[0].equals("scenario")) {
                continue;
            }
            if (!cells[0].equals(OUTSIDE) && !security.equals(Objects.requireNonNullElse(cells[5], ""))) {
                continue;
            }
            if (!cells[0].equals(OUTSIDE) && !windows.containsKey(cells[0])) {
                complaints.add(cells[0] + " was not run");
                continue;
            }
            judge(cells[0], items(cells[1]), items(cells[2]), items(cells[3]));
        }
    }

    private void judge(String scenario, List<String> must, List<String> may, List<String> mustNot) {
        Set<String> allowed = new TreeSet<>(may);
        Set<String> here = found.getOrDefault(scenario, Set.of());
        for (String item : must) {
            if (item.equals(NO_ALERT)) {
                here.stream().filter(rule -> !mustNot.contains(rule)).forEach(allowed::add);
                judgeQuiet(scenario);
                continue;
            }
            if (item.startsWith(DID_SO_MANY)) {
                judgeDone(scenario, item.substring(DID_SO_MANY.length()).split(" ", 2));
                continue;
            }
            String[] since = item.split(">=|<", -1);
            boolean before = item.contains("<");
            boolean due = since.length < 2 || compare(kernel, version(since[1])) < 0 == before;
            if (before && !due) {
                continue;
            }
            String first = since[0].split("\\|", -1)[0].split("@", -1)[0];
            boolean came = false;
            for (String alternative : since[0].split("\\|", -1)) {
                String[] parts = alternative.split("@", -1);
                allowed.add(parts[0]);
                came |= found.getOrDefault(parts.length > 1 ? parts[1] : scenario, Set.of()).contains(parts[0]);
            }
            if (due) {
                Tally tally = tally(first);
                tally.due++;
                tally.came += came ? 1 : 0;
                if (!came) {
                    complaints.add(scenario + " lacks " + first);
                }
            }
        }
        for (String rule : here) {
            boolean known = rule.startsWith(SUPPRESSED) && !mustNot.contains(rule);
            if (!known && !allowed.contains(rule)) {
                tally(rule).wrong++;
                complaints.add(scenario + " must not have " + rule);
            }
        }
    }

    private void judgeQuiet(String scenario) {
        Set<String> came = alerts.getOrDefault(scenario, Set.of());
        Tally tally = tally(NO_ALERT);
        tally.due++;
        tally.came += came.isEmpty() ? 1 : 0;
        came.forEach(rule -> complaints.add(scenario + " must not have " + rule));
        counts.merge(NO_ALERT + ": records", records(scenario), Integer::sum);
        counts.merge(NO_ALERT + ": suppressed", heldBack.getOrDefault(scenario, 0), Integer::sum);
    }

    private int records(String scenario) {
        long[] window = windows.get(scenario);
        return records.subMap(window[0], true, window[1], true).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private void judgeDone(String scenario, String[] manyOfWhat) {
        int due = Integer.parseInt(manyOfWhat[0]);
        int came = done.getOrDefault(scenario, Map.of()).getOrDefault(manyOfWhat[1], 0);
        Tally tally = tally(NO_ALERT + ": " + manyOfWhat[1]);
        tally.due += due;
        tally.came += came;
        if (came != due) {
            complaints.add(scenario + " lacks " + (due - came) + " of " + due + " " + manyOfWhat[1]);
        }
    }

    private Tally tally(String rule) {
        return tallies.computeIfAbsent(rule, key -> new Tally());
    }

    private static List<String> items(String cell) {
        return cell == null || cell.isEmpty() ? List.of() : List.of(cell.split(",", -1));
    }

    private static int[] version(String release) {
        String[] parts = release.split("[.-]", -1);
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    private static int compare(int[] one, int[] other) {
        return one[0] != other[0] ? one[0] - other[0] : one[1] - other[1];
    }

    /** True where all is as it has to be. */
    private boolean write(Path out) throws IOException {
        List<String> lines = new ArrayList<>();
        tallies.forEach((rule, tally) -> lines.add(rule + '\t' + tally.due + '\t' + tally.came + '\t' + tally.wrong));
        counts.forEach((what, count) -> lines.add(what + '\t' + count));
        Files.write(out, lines);
        System.out.printf("%-34s %5s %5s %6s%n", "rule", "due", "came", "wrong");
        tallies.forEach((rule, tally) -> System.out.printf(
                "%-34s %5d %5d %6d  %s%n",
                rule, tally.due, tally.came, tally.wrong, tally.came == tally.due && tally.wrong == 0 ? "green" : "RED"));
        counts.forEach((what, count) -> System.out.printf("%-34s %5d%n", what, count));
        complaints.forEach(complaint -> System.out.println("  " + complaint));
        return complaints.isEmpty();
    }

    /** Runs of one kernel and daemon are one column, whatever was done in each. */
    private static void table(Path folder) throws IOException {
        Map<String, Map<String, long[]>> byRule = new TreeMap<>();
        Set<String> machines = new LinkedHashSet<>();
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path run : folders.sorted(Comparator.comparing(Score::release).thenComparing(Path::compareTo)).toList()) {
                Path release = run.resolve("kernel.txt");
                String machine = text(release) + "<br>" + text(run.resolve("audit.txt"))
                        + (security(release).isEmpty() ? "" : "<br>" + security(release));
                machines.add(machine);
                for (String line : Files.readAllLines(run.resolve("score.tsv"))) {
                    String[] cells = line.split("\t", -1);
                    long[] numbers = Stream.of(cells).skip(1).mapToLong(Long::parseLong).toArray();
                    byRule.computeIfAbsent(cells[0], key -> new TreeMap<>()).merge(machine, numbers, Score::sum);
                }
            }
        }
        System.out.println("| rule | " + String.join(" | ", machines) + " |");
        System.out.println("|---|" + "---|".repeat(machines.size()));
        byRule.forEach((rule, cells) -> {
            StringBuilder row = new StringBuilder("| `" + rule + "` |");
            machines.forEach(machine -> row.append(' ')
                    .append(cells.containsKey(machine) ? words(cells.get(machine)) : "–")
                    .append(" |"));
            System.out.println(row);
        });
    }

    private static long[] sum(long[] one, long[] other) {
        return IntStream.range(0, one.length).mapToLong(i -> one[i] + other[i]).toArray();
    }

    /** Of what was due, came and was wrong, or of a mere count. */
    private static String words(long[] numbers) {
        if (numbers.length == 1) {
            return String.format(Locale.ROOT, "%,d", numbers[0]);
        }
        boolean green = numbers[0] == numbers[1] && numbers[2] == 0;
        return (green ? "green " : "RED ") + numbers[1] + '/' + numbers[0]
                + (numbers[2] == 0 ? "" : ", " + numbers[2] + " wrong");
    }

    /** What stands beside the kernel's release, where the machine was not the usual one. */
    private static String security(Path release) {
        Path said = release.resolveSibling("security.txt");
        return Files.exists(said) ? text(said) : "";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int release(Path run) {
        int[] version = version(text(run.resolve("kernel.txt")));
        return version[0] * 1_000 + version[1];
    }
}
