package io.execparity.stream;

import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.ima.ListProblem;
import io.execparity.collect.ima.RegisterResult;
import io.execparity.collect.reference.Judgement;
import io.execparity.collect.reference.Reference;
import io.execparity.collect.reference.ReferenceReport;
import io.execparity.collect.reference.ReferenceTally;
import io.execparity.stream.measurement.Disagreement;
import io.execparity.stream.measurement.HostMeasurements;
import io.execparity.stream.measurement.ListFlaw;
import io.execparity.stream.measurement.MeasuredBoot;
import io.execparity.stream.measurement.UnknownDigests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a host's measurement lists before its events: verifies each, and finds out which are of one boot. Those are the
 * ones that begin alike, whatever their bank and form; the longest is what the boot measured.
 *
 * <p>Two lists of different boots begin alike as well, and then differ. A list says nothing of its boot, so the engine
 * has to find out which of its boots each is of, and whether there are more of them than boots.
 */
public final class MeasurementListFiles {
    /** How many lists can be given; each is compared with all others. */
    private static final int MOST_LISTS = 64;
    /** What an entry takes while a list is read, of the heap that there is. */
    private static final int BYTES_PER_ENTRY = 200;
    /** What an entry takes to be compared with those of other lists, while it is read. */
    private static final int BYTES_PER_LINK = 60;
    /** Lists of different hosts or firmware share nothing; of the same one, the boot_aggregate alone. */
    private static final int BEGIN_ALIKE = 2;

    private final List<MeasurementListFile> files = new ArrayList<>();
    private final List<List<MeasurementListFile>> boots = new ArrayList<>();
    private final List<ListFlaw> flaws = new ArrayList<>();
    private final Map<MeasurementListFile, Integer> bootOf = new HashMap<>();

    private MeasurementListFiles() {}

    /**
     * Reads and verifies lists.
     *
     * @param host whose they are, null for every host of the log
     * @param names files, ASCII or binary, as they are or compressed with gzip
     * @param registers what the host's TPM or a quote said, at some time after a list's beginning
     * @param reference what the host's files should be, null where nobody says
     * @throws IOException where a file cannot be read, is no list, or is longer than there is room for; the message names
     *     it
     */
    public static HostMeasurements read(
            @Nullable String host, List<Path> names, List<ExpectedRegister> registers, @Nullable Reference reference)
            throws IOException {
        if (names.size() > MOST_LISTS) {
            throw new FileSystemException(
                    names.get(MOST_LISTS).toString(),
                    null,
                    "more than " + MOST_LISTS + " measurement lists were given");
        }
        MeasurementListFiles lists = new MeasurementListFiles();
        long room = Math.min(Runtime.getRuntime().maxMemory() / BYTES_PER_LINK, Integer.MAX_VALUE / 2);
        for (Path name : each(names)) {
            MeasurementListFile file = new MeasurementListFile(name, Expectations.anywhere(registers), room);
            room -= file.chain().length();
            lists.files.add(file);
        }
        lists.group();
        lists.findFlaws(registers);
        ReferenceTally tally = reference == null ? null : new ReferenceTally(reference);
        List<MeasuredBoot> contents = lists.contents(tally);
        UnknownDigests unknown = null;
        if (tally != null) {
            lists.refuseIncomparable(tally.report());
            unknown = lists.unknown(tally.report());
        }
        return new HostMeasurements(host, contents, lists.flaws, lists.disagreements(), unknown, null, Map.of());
    }

    /** A file that was named twice is one list. */
    private static Collection<Path> each(List<Path> names) throws IOException {
        Map<Path, Path> each = new LinkedHashMap<>();
        for (Path name : names) {
            each.putIfAbsent(Files.exists(name) ? name.toRealPath() : name, name);
        }
        return each.values();
    }

    /** Lists that are in order first, so that a changed copy goes to the boot of its original. */
    private void group() {
        List<MeasurementListFile> order = new ArrayList<>(files);
        order.sort(Comparator.comparing(file -> !file.sound()));
        for (MeasurementListFile file : order) {
            int boot = file.sound() ? sameBoot(file) : likeliestBoot(file);
            if (boot < 0) {
                boot = boots.size();
                boots.add(new ArrayList<>());
            }
            boots.get(boot).add(file);
            bootOf.put(file, boot);
        }
    }

    private int sameBoot(MeasurementListFile file) {
        for (int boot = 0; boot < boots.size(); boot++) {
            MeasurementListFile longest = longest(boot);
            int shorter = Math.min(longest.chain().length(), file.chain().length());
            if (shorter > 0 && longest.chain().commonWith(file.chain()) == shorter) {
                return boot;
            }
        }
        return -1;
    }

    private int likeliestBoot(MeasurementListFile file) {
        int likeliest = -1;
        int most = BEGIN_ALIKE - 1;
        for (int boot = 0; boot < boots.size(); boot++) {
            int common = longest(boot).chain().commonWith(file.chain());
            if (common > most) {
                most = common;
                likeliest = boot;
            }
        }
        return likeliest;
    }

    /** The longest list of a boot; a changed one only where there is no other. */
    private MeasurementListFile longest(int boot) {
        MeasurementListFile longest = boots.get(boot).get(0);
        for (MeasurementListFile file : boots.get(boot)) {
            boolean better = file.sound() || !longest.sound();
            if (better && file.chain().length() > longest.chain().length()) {
                longest = file;
            }
        }
        return longest;
    }

    private void findFlaws(List<ExpectedRegister> registers) {
        for (MeasurementListFile file : files) {
            file.flaw(bootOf.getOrDefault(file, 0)).ifPresent(flaws::add);
        }
        Set<String> unreached = registers.stream()
                .filter(register -> register.register() > 9)
                .map(ExpectedRegister::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        files.forEach(file -> unreached.removeAll(reached(file)));
        if (unreached.isEmpty() || files.isEmpty()) {
            return;
        }
        MeasurementListFile accused = longest(bootOf.getOrDefault(files.get(files.size() - 1), 0));
        if (!accused.sound()) {
            return;
        }
        long entry = accused.report().problems().stream()
                .filter(problem -> problem.kind() == ListProblem.Kind.WRONG_SEQUENCE)
                .mapToLong(ListProblem::entry)
                .findFirst()
                .orElse(-1);
        flaws.add(new ListFlaw(
                accused.name(),
                entry,
                accused.chain().length(),
                bootOf.getOrDefault(accused, 0),
                ListFlaw.Kind.UNREACHED,
                "does not lead to the value given of register " + String.join(" and ", unreached)
                        + ": entries were left out, added, repeated or put in another order"));
    }

    /** A register that nothing was extended into vouches for nothing, though every list begins there. */
    private static Set<String> reached(MeasurementListFile file) {
        return file.report().expected().stream()
                .filter(RegisterResult::satisfied)
                .filter(result -> result.reachedAfter().orElse(0) > 0)
                .map(result -> result.expected().toString())
                .collect(Collectors.toSet());
    }

    /** True where every list has the entry before the place that its own register vouches for. */
    private boolean isVouchedFor(ReferenceReport.Unlisted content) {
        return flaws.isEmpty()
                && files.stream().allMatch(file -> content.firstEntry() < vouchedEntries(file, content.register()));
    }

    /** Before which entry a value that was given vouches for all that were extended into the register. */
    private static long vouchedEntries(MeasurementListFile file, int register) {
        return file.report().expected().stream()
                .filter(RegisterResult::satisfied)
                .filter(result -> result.expected().register() == register)
                .mapToLong(result -> result.reachedAfter().orElse(0))
                .max()
                .orElse(0);
    }

    /** A reference that can say nothing of the lists would look like one that they agree with. */
    private void refuseIncomparable(ReferenceReport report) throws FileSystemException {
        long judged = report.count(Judgement.KNOWN)
                + report.count(Judgement.CHANGED)
                + report.count(Judgement.UNKNOWN)
                + report.count(Judgement.EXCLUDED);
        if (judged == 0 && report.count(Judgement.INCOMPARABLE) > 0) {
            throw new FileSystemException(
                    files.get(0).name(),
                    null,
                    "the reference has no digests of the algorithm that this list has, so it says nothing of it");
        }
    }

    private UnknownDigests unknown(ReferenceReport report) {
        List<UnknownDigests.Content> contents = new ArrayList<>();
        for (ReferenceReport.Unlisted unlisted : report.unlisted()) {
            contents.add(new UnknownDigests.Content(
                    new String(unlisted.name().toArray(), StandardCharsets.ISO_8859_1),
                    unlisted.digest().algorithm(),
                    HexFormat.of().formatHex(unlisted.digest().value().toArray()),
                    unlisted.judgement() == Judgement.CHANGED,
                    unlisted.firstEntry(),
                    unlisted.entries(),
                    isVouchedFor(unlisted)));
        }
        return new UnknownDigests(contents, report.beyond(), report.count(Judgement.INCOMPARABLE));
    }

    private List<MeasuredBoot> contents(@Nullable ReferenceTally tally) throws IOException {
        long room = Runtime.getRuntime().maxMemory() / BYTES_PER_ENTRY;
        List<MeasuredBoot> contents = new ArrayList<>();
        for (int boot = 0; boot < boots.size(); boot++) {
            MeasurementListFile longest = longest(boot);
            MeasurementListFile.Read read = longest.read((int) Math.min(room, Integer.MAX_VALUE / 64), tally);
            room -= read.contents().size();
            int number = boot;
            contents.add(new MeasuredBoot(
                    boots.get(boot).stream().map(MeasurementListFile::name).toList(),
                    longest.chain().length(),
                    read.contents(),
                    read.violations(),
                    flaws.stream().noneMatch(flaw -> flaw.boot() == number)));
        }
        return contents;
    }

    private List<Disagreement> disagreements() {
        List<Disagreement> disagreements = new ArrayList<>();
        for (int other = 1; other < boots.size(); other++) {
            for (int one = 0; one < other; one++) {
                int common = longest(one).chain().commonWith(longest(other).chain());
                if (common >= BEGIN_ALIKE) {
                    disagreements.add(
                            new Disagreement(one, other, side(one), side(other), common, vouched(one, other)));
                }
            }
        }
        return disagreements;
    }

    private Disagreement.Side side(int boot) {
        return new Disagreement.Side(longest(boot).name(), longest(boot).chain().length());
    }

    private int vouched(int one, int other) {
        boolean first = boots.get(one).stream().anyMatch(file -> !reached(file).isEmpty());
        boolean second =
                boots.get(other).stream().anyMatch(file -> !reached(file).isEmpty());
        return first == second ? -1 : first ? one : other;
    }
}
