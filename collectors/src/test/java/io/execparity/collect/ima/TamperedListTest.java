package io.execparity.collect.ima;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.ima.ListProblem.Kind;
import io.execparity.collect.ima.VerificationReport.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TamperedListTest {
    private static final String BINARY = "binary_runtime_measurements_sha256";
    private static final String ASCII = "ascii_runtime_measurements_sha256";

    /** A list with its parts and its register, and how to verify what becomes of it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Subject(byte[] list, ListShape shape, List<MeasurementEntry> entries, Expectations expectations) {
        static Subject of(String boot, String name) throws Exception {
            byte[] list = Boots.list(boot, name);
            List<MeasurementEntry> entries =
                    Boots.items(list).stream().map(MeasurementEntry.class::cast).toList();
            return new Subject(list, Boots.reader(list).shape(), entries, Expectations.atEnd(Boots.registers(boot)));
        }

        VerificationReport verify(byte[] changed) throws Exception {
            return MeasurementListVerifier.verify(
                    MeasurementListReader.of(shape, new ByteArrayInputStream(changed)), expectations);
        }

        int begin(int entry) {
            return (int) (entry < entries.size() ? entries.get(entry).offset() : list.length);
        }

        int entryAt(int offset) {
            int entry = 0;
            while (begin(entry + 1) <= offset) {
                entry++;
            }
            return entry;
        }

        /** Nothing is missing then of the last entry that its hash could miss. */
        boolean lacksItsLineFeedAlone(int length) {
            int last = entryAt(length);
            return shape.ascii()
                    && length + 1 == begin(last + 1)
                    && !entries.get(last).isViolation();
        }

        byte[] entry(int number) {
            return Arrays.copyOfRange(list, begin(number), begin(number + 1));
        }

        byte[] of(List<Integer> numbers) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            numbers.forEach(number -> out.writeBytes(entry(number)));
            return out.toByteArray();
        }

        List<Integer> numbers() {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                numbers.add(i);
            }
            return numbers;
        }

        /** The one thing that neither hash nor register covers: what the entry of a violation says of it. */
        boolean isUncovered(int offset) {
            MeasurementEntry entry = entries.get(entryAt(offset));
            int header = (shape.ascii() ? 3 + 64 + 2 : 4 + 32 + 4)
                    + entry.format().name().length();
            return entry.isViolation() && offset >= begin(entryAt(offset)) + header;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ima-templates/ima-ng, " + BINARY + ", 1",
        "ima-templates/ima-ng, " + ASCII + ", 1",
        "ima-templates/ima-ng, " + ASCII + ", 32",
        "ima-templates/custom, " + BINARY + ", 18",
        "ima-templates/ima, " + BINARY + ", 128",
        "ima-templates/ima-sigv2, " + ASCII + ", 4",
    })
    void aChangeOfAnyByteIsSeenAndItsEntryNamed(String boot, String name, int change) throws Exception {
        // Given
        Subject subject = Subject.of(boot, name);

        for (int offset = 0; offset < subject.list.length; offset++) {
            byte[] changed = subject.list.clone();
            changed[offset] ^= (byte) change;

            // When
            VerificationReport report = subject.verify(changed);

            // Then
            if (report.verdict() == Verdict.VERIFIED) {
                assertThat(subject.isUncovered(offset))
                        .as("byte %d may change", offset)
                        .isTrue();
                continue;
            }
            assertThat(report.problems()).as("byte %d", offset).isNotEmpty();
            assertThat(report.problems().get(0).entry()).as("byte %d", offset).isEqualTo(subject.entryAt(offset));
        }
    }

    @Property(tries = 300)
    void noChangeOfAByteHidesTheListOrIsOverlooked(
            @ForAll @IntRange(min = 0, max = 4631) int offset, @ForAll @IntRange(min = 1, max = 255) int change)
            throws Exception {
        // Given
        Subject subject = Subject.of("ima-templates/ima-ng", BINARY);
        byte[] changed = subject.list.clone();
        changed[offset] ^= (byte) change;

        // When
        VerificationReport report = Boots.verify(changed, subject.expectations);

        // Then
        assertThat(report.shape()).isEqualTo(subject.shape);
        if (!subject.isUncovered(offset)) {
            assertThat(report.verdict()).isEqualTo(Verdict.TAMPERED);
            assertThat(report.problems().get(0).entry()).isEqualTo(subject.entryAt(offset));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BINARY, ASCII})
    void aListThatEndsInsideOfAnEntryIsSeenAndTheEntryNamed(String name) throws Exception {
        // Given
        Subject subject = Subject.of("ima-templates/ima-sigv2", name);

        for (int length = 1; length < subject.list.length; length++) {
            // When
            VerificationReport report = subject.verify(Arrays.copyOf(subject.list, length));

            // Then
            boolean whole = subject.lacksItsLineFeedAlone(length);
            assertThat(report.verdict())
                    .isEqualTo(whole && length == subject.list.length - 1 ? Verdict.VERIFIED : Verdict.TAMPERED);
            int entry = subject.entryAt(length);
            if (!whole && length != subject.begin(entry)) {
                assertThat(report.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.TRUNCATED);
                    assertThat(problem.entry()).isEqualTo(entry);
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BINARY, ASCII})
    void anyTwoSwappedEntriesAreSeenAndNamed(String name) throws Exception {
        // Given
        Subject subject = Subject.of("ima-templates/ima-sigv2", name);

        for (int first = 0; first < subject.entries.size(); first += 3) {
            for (int second = first + 1; second < subject.entries.size(); second += 5) {
                List<Integer> numbers = subject.numbers();
                numbers.set(first, second);
                numbers.set(second, first);

                // When
                VerificationReport report = subject.verify(subject.of(numbers));

                // Then
                assertThat(report.verdict()).isEqualTo(Verdict.TAMPERED);
                assertThat(report.problems())
                        .singleElement()
                        .extracting(ListProblem::kind, ListProblem::entry)
                        .containsExactly(Kind.WRONG_SEQUENCE, (long) first);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BINARY, ASCII})
    void anyDoubledEntryIsSeenAndTheSecondNamed(String name) throws Exception {
        // Given
        Subject subject = Subject.of("linux-7.2-raw", name);

        for (int entry = 0; entry < subject.entries.size(); entry++) {
            List<Integer> numbers = subject.numbers();
            numbers.add(entry + 1, entry);

            // When
            VerificationReport report = subject.verify(subject.of(numbers));

            // Then
            assertThat(report.verdict()).isEqualTo(Verdict.TAMPERED);
            assertThat(report.problems())
                    .singleElement()
                    .extracting(ListProblem::kind, ListProblem::entry)
                    .containsExactly(Kind.WRONG_SEQUENCE, entry + 1L);
        }
    }

    /** The one that is gone cannot be named: nothing says what it was. */
    @ParameterizedTest
    @ValueSource(strings = {BINARY, ASCII})
    void anyDroppedEntryIsSeen(String name) throws Exception {
        // Given
        Subject subject = Subject.of("ima-templates/ima-modsig", name);

        for (int entry = 0; entry < subject.entries.size(); entry++) {
            List<Integer> numbers = subject.numbers();
            numbers.remove(entry);

            // When
            VerificationReport report = subject.verify(subject.of(numbers));

            // Then
            assertThat(report.verdict()).isEqualTo(Verdict.TAMPERED);
            assertThat(report.expected()).noneMatch(RegisterResult::satisfied);
            assertThat(report.beginsWithBootAggregate()).isEqualTo(entry > 0);
        }
    }

    /** What no register vouches for can be rearranged at will. */
    @ParameterizedTest
    @ValueSource(strings = {BINARY, ASCII})
    void withoutARegisterADroppedEntryIsNotSeenAndTheVerdictDoesNotSaySo(String name) throws Exception {
        // Given
        Subject subject = Subject.of("ima-templates/ima-ng", name);
        List<Integer> numbers = subject.numbers();
        numbers.remove(20);

        // When
        VerificationReport report = Boots.verify(subject.of(numbers), Expectations.NONE);

        // Then
        assertThat(report.verdict()).isEqualTo(Verdict.CONSISTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {BINARY, ASCII})
    void anEntryDressedUpAsAViolationIsNamed(String name) throws Exception {
        // Given
        Subject subject = Subject.of("ima-templates/ima-ng", name);
        byte[] changed = subject.list.clone();
        int digest = subject.begin(7) + (subject.shape.ascii() ? 3 : 4);
        Arrays.fill(
                changed, digest, digest + (subject.shape.ascii() ? 64 : 32), (byte) (subject.shape.ascii() ? '0' : 0));

        // When
        VerificationReport report = subject.verify(changed);

        // Then
        assertThat(report.problems())
                .singleElement()
                .extracting(ListProblem::kind, ListProblem::entry)
                .containsExactly(Kind.FALSE_VIOLATION, 7L);
    }
}
