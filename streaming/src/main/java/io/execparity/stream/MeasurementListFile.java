package io.execparity.stream;

import io.execparity.collect.ima.BootAggregate;
import io.execparity.collect.ima.EntryCheck;
import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.FileDigest;
import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.ListProblem;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.MeasurementListReader;
import io.execparity.collect.ima.MeasurementListVerifier;
import io.execparity.collect.ima.NotAMeasurementListException;
import io.execparity.collect.ima.VerificationReport;
import io.execparity.collect.reference.ReferenceTally;
import io.execparity.schema.execution.ContentDigest.Algorithm;
import io.execparity.stream.measurement.ListFlaw;
import io.execparity.stream.measurement.ListedContents;
import io.execparity.stream.measurement.MeasuredBoot;
import io.execparity.stream.measurement.MeasuredBoot.Violation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One measurement list as a file: verified first, and read once more for what is in it. */
final class MeasurementListFile {
    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;

    private final Path file;
    private final ListChain chain = new ListChain();
    private final VerificationReport report;

    /** A list's contents, and what in it is none. */
    record Read(ListedContents contents, List<Violation> violations) {}

    /**
     * Reads and verifies a list.
     *
     * @param limit how many entries there is room for
     * @throws IOException where that cannot be done; the message names the file
     */
    MeasurementListFile(Path file, Expectations expectations, long limit) throws IOException {
        this.file = file;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw failed("a measurement list is read twice, so it has to be a file");
        }
        try (InputStream in = open()) {
            MeasurementListReader reader = MeasurementListReader.open(in);
            MeasurementListVerifier verifier = new MeasurementListVerifier(reader.shape(), expectations);
            for (ListItem item = reader.next(); item != null; item = reader.next()) {
                verifier.add(item);
                if (chain.length() >= limit) {
                    throw tooLong(limit);
                }
                chain.add(item);
            }
            report = verifier.report(reader.position());
        } catch (NotAMeasurementListException e) {
            throw failed("it " + e.getMessage());
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw failed("it cannot be read: " + e.getMessage());
        }
    }

    String name() {
        return file.toString();
    }

    ListChain chain() {
        return chain;
    }

    VerificationReport report() {
        return report;
    }

    /**
     * What is wrong with the list itself, whatever registers were given.
     *
     * @param boot which of the boots it is of
     */
    Optional<ListFlaw> flaw(int boot) {
        for (ListProblem problem : report.problems()) {
            if (problem.kind() != ListProblem.Kind.WRONG_SEQUENCE) {
                boolean readable = isOfReadableEntry(problem);
                return Optional.of(new ListFlaw(
                        name(),
                        problem.entry(),
                        chain.length(),
                        boot,
                        readable ? ListFlaw.Kind.CHANGED : ListFlaw.Kind.UNREADABLE,
                        "is wrong at entry " + problem.entry() + ", byte " + problem.offset() + ": " + problem.what()));
            }
        }
        if (report.bootAggregateDiffers()) {
            long entry = report.bootAggregates().stream()
                    .filter(aggregate -> aggregate.state() == BootAggregate.State.DIFFERS)
                    .mapToLong(BootAggregate::entry)
                    .findFirst()
                    .orElse(-1);
            return Optional.of(new ListFlaw(
                    name(),
                    entry,
                    chain.length(),
                    boot,
                    ListFlaw.Kind.CHANGED,
                    "has a boot_aggregate at entry " + entry + " that is not of the registers given"));
        }
        return Optional.empty();
    }

    /** True where the list itself is in order, whatever registers were given. */
    boolean sound() {
        return flaw(0).isEmpty();
    }

    /**
     * Reads the list once more for what is in it: as far as it was verified, should it have grown since. An entry whose
     * fields are not what it hashes to is held against no reference.
     *
     * @param limit how many entries there is room for
     * @param tally holds each entry against a reference, null where there is none
     * @throws IOException where there are more, or it cannot be read; the message names the file
     */
    Read read(int limit, @Nullable ReferenceTally tally) throws IOException {
        ListedContents.Builder contents = new ListedContents.Builder(limit);
        List<Violation> violations = new ArrayList<>();
        try (InputStream in = open()) {
            MeasurementListReader reader = MeasurementListReader.open(in);
            EntryCheck check = isChanged() ? new EntryCheck(reader.shape()) : null;
            int items = 0;
            for (ListItem item = reader.next(); item != null && items++ < chain.length(); item = reader.next()) {
                if (!(item instanceof MeasurementEntry entry)) {
                    continue;
                }
                if (!take(entry, contents, violations)) {
                    throw tooLong(limit);
                }
                if (tally != null && (check == null || check.problem(entry) == null)) {
                    tally.add(entry);
                }
            }
        } catch (NotAMeasurementListException e) {
            throw failed("it " + e.getMessage());
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw failed("it cannot be read: " + e.getMessage());
        }
        return new Read(contents.build(), violations);
    }

    private boolean isChanged() {
        return report.problems().stream().anyMatch(MeasurementListFile::isOfReadableEntry);
    }

    private static boolean isOfReadableEntry(ListProblem problem) {
        return problem.kind() == ListProblem.Kind.WRONG_HASH || problem.kind() == ListProblem.Kind.FALSE_VIOLATION;
    }

    private static boolean take(MeasurementEntry entry, ListedContents.Builder contents, List<Violation> violations) {
        // A later one may be a file: where the kernel cannot tell a path, it lists the last part of the name.
        if (entry.isBootAggregate() && entry.number() == 0) {
            return true;
        }
        if (entry.isViolation()) {
            if (violations.size() < MeasuredBoot.MOST_VIOLATIONS) {
                violations.add(
                        new Violation(entry.number(), new String(entry.name().toArray(), StandardCharsets.ISO_8859_1)));
            }
            return true;
        }
        FileDigest digest = entry.digest();
        Algorithm algorithm = digest != null && digest.type().equals("ima") ? Algorithm.of(digest.algorithm()) : null;
        return contents.add(entry.number(), entry.name(), algorithm, digest == null ? null : digest.value());
    }

    private InputStream open() throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean compressed = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        return compressed ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private IOException tooLong(long limit) {
        return failed("it has more than the " + limit + " entries that there is memory for (EXECPARITY_HEAP)");
    }

    private IOException failed(String why) {
        return new FileSystemException(name(), null, why);
    }
}
