package io.execparity.collect.ima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.collect.ima.VerificationReport.Verdict;
import io.execparity.schema.text.Bytes;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MadeListTest {
    @ParameterizedTest
    @EnumSource(Bank.class)
    void aListOfAnyBankIsRecognizedAndVerifiedInEitherOrder(Bank bank) throws Exception {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            // Given
            MadeList list = new MadeList(bank, order, ExtensionRule.OWN_HASH)
                    .measured("boot_aggregate", MadeList.file(0))
                    .measured("/bin/sh", MadeList.file(1))
                    .violated("/var/log/x");

            for (byte[] bytes : List.of(list.binary(), list.ascii())) {
                // When
                VerificationReport report = Boots.verify(bytes, Expectations.atEnd(List.of(list.register())));

                // Then
                assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
                assertThat(report.shape()).isEqualTo(new ListShape(bytes[0] == '1', bank, order, false));
            }
        }
    }

    @Test
    void aLineFeedInANameDoesNotEndTheEntryEvenWhereAnotherSeemsToFollow() throws Exception {
        // Given
        String forged = new String(
                MadeList.of(Bank.SHA256).measured("/bin/true", MadeList.file(9)).ascii(), StandardCharsets.UTF_8);
        MadeList list = MadeList.of(Bank.SHA256)
                .measured("/tmp/a\nb", MadeList.file(1))
                .measured("/tmp/x\n" + forged.replace(' ', '_') + "\n\n", MadeList.file(2))
                .measured("/tmp/y\n" + forged.stripTrailing(), MadeList.file(3))
                .violated("/tmp/z\nb")
                .measured("/bin/sh", MadeList.file(4));

        // When
        List<ListItem> binary = Boots.items(list.binary());
        List<ListItem> ascii = Boots.items(list.ascii());

        // Then
        assertThat(names(ascii)).isEqualTo(names(binary)).hasSize(5);
        assertThat(Boots.verify(list.ascii(), Expectations.atEnd(List.of(list.register())))
                        .verdict())
                .isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void aCopyThatLacksTheLastLineFeedLacksNothing() throws Exception {
        // Given
        MadeList list = MadeList.of(Bank.SHA256)
                .measured("boot_aggregate", MadeList.file(0))
                .measured("/bin/sh", MadeList.file(1));
        byte[] copy = Arrays.copyOf(list.ascii(), list.ascii().length - 1);

        // When
        VerificationReport report = Boots.verify(copy, Expectations.atEnd(List.of(list.register())));

        // Then
        assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(report.entries()).isEqualTo(2);
    }

    @Test
    void withoutAHashNothingTellsThatTheLastEntryIsWhole() throws Exception {
        // Given
        byte[] list = MadeList.of(Bank.SHA256)
                .measured("boot_aggregate", MadeList.file(0))
                .violated("/var/log/x")
                .ascii();

        // When
        VerificationReport report = Boots.verify(Arrays.copyOf(list, list.length - 1), Expectations.NONE);

        // Then
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(ListProblem.Kind.TRUNCATED);
            assertThat(problem.entry()).isEqualTo(1);
        });
    }

    @Test
    void anEmptyNameIsANameAsciiToo() throws Exception {
        // Given
        MadeList list = MadeList.of(Bank.SHA256)
                .measured("boot_aggregate", MadeList.file(0))
                .measured("", MadeList.file(1))
                .measured("/bin/sh", MadeList.file(2));

        for (byte[] bytes : List.of(list.binary(), list.ascii())) {
            // When
            VerificationReport report = Boots.verify(bytes, Expectations.atEnd(List.of(list.register())));

            // Then
            assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
        }
    }

    private static List<Bytes> names(List<ListItem> items) {
        return items.stream().map(item -> ((MeasurementEntry) item).name()).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = ExtensionRule.class,
            names = {"PADDED_SHA1", "PADDED_SHA1_WHOLE_VIOLATIONS"})
    void aBankWithoutItsAlgorithmIsReachedThroughPaddedSha1(ExtensionRule rule) throws Exception {
        // Given
        MadeList padded = new MadeList(Bank.SHA384, ByteOrder.LITTLE_ENDIAN, rule);
        MadeList listed = MadeList.of(Bank.SHA1);
        for (MadeList list : List.of(padded, listed)) {
            list.measured("boot_aggregate", MadeList.file(0)).violated("/v").measured("/bin/sh", MadeList.file(1));
        }
        Expectations expectations = Expectations.atEnd(List.of(padded.register()));

        for (byte[] bytes : List.of(listed.binary(), listed.ascii(), padded.binary(), padded.ascii())) {
            // When
            VerificationReport report = Boots.verify(bytes, expectations);

            // Then
            assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
            assertThat(report.expected().get(0).rule()).isEqualTo(rule);
        }
        assertThat(Boots.reader(padded.binary()).shape().padded()).isTrue();
    }

    @Test
    void aListReadAfterItsRegisterIsLongerThanWhatTheRegisterVouchesFor() throws Exception {
        // Given
        MadeList list = MadeList.of(Bank.SHA256);
        for (int i = 0; i < 5; i++) {
            list.measured("/bin/" + i, MadeList.file(i));
        }
        List<ExpectedRegister> quoted = List.of(list.register());
        list.measured("/bin/later", MadeList.file(7)).violated("/bin/later");

        // When
        VerificationReport atEnd = Boots.verify(list.binary(), Expectations.atEnd(quoted));
        VerificationReport anywhere = Boots.verify(list.binary(), Expectations.anywhere(quoted));

        // Then
        assertThat(atEnd.verdict()).isEqualTo(Verdict.TAMPERED);
        assertThat(atEnd.problems().get(0).entry()).isEqualTo(5);
        assertThat(anywhere.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(anywhere.expected().get(0).reachedAfter()).hasValue(5);
        assertThat(anywhere.expected().get(0).later()).isEqualTo(2);
        assertThat(verdictAfter(list, quoted, 5)).isEqualTo(Verdict.VERIFIED);
        assertThat(verdictAfter(list, quoted, 4)).isEqualTo(Verdict.TAMPERED);
        assertThat(verdictAfter(list, quoted, 6)).isEqualTo(Verdict.TAMPERED);
    }

    private static Verdict verdictAfter(MadeList list, List<ExpectedRegister> quoted, long entries) throws Exception {
        return Boots.verify(list.binary(), Expectations.after(quoted, entries)).verdict();
    }

    @Test
    void aListCarriedOverAKexecHasOneBootAggregateForEachKernel() throws Exception {
        // Given
        List<ExpectedRegister> registers = new ArrayList<>();
        var digest = Bank.SHA256.newDigest();
        for (int i = 0; i < 10; i++) {
            registers.add(new ExpectedRegister(Bank.SHA256, i, Bytes.view(MadeList.file(i))));
            digest.update(MadeList.file(i));
        }
        byte[] aggregate = digest.digest();
        MadeList list = MadeList.of(Bank.SHA256)
                .measured("boot_aggregate", aggregate)
                .measured("/bin/sh", MadeList.file(1))
                .measured("boot_aggregate", aggregate);
        registers.add(list.register());

        // When
        VerificationReport report = Boots.verify(list.ascii(), Expectations.atEnd(registers));

        // Then
        assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(report.bootAggregates())
                .extracting(BootAggregate::entry, BootAggregate::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, BootAggregate.State.MATCHES),
                        org.assertj.core.groups.Tuple.tuple(2L, BootAggregate.State.MATCHES));
    }

    @Test
    void aBootAggregateThatIsNotTheDigestOfTheRegistersIsTampering() throws Exception {
        // Given
        List<ExpectedRegister> registers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            registers.add(new ExpectedRegister(Bank.SHA256, i, Bytes.view(MadeList.file(i))));
        }
        MadeList list = MadeList.of(Bank.SHA256).measured("boot_aggregate", MadeList.file(3));
        registers.add(list.register());

        // When
        VerificationReport report = Boots.verify(list.ascii(), Expectations.atEnd(registers));

        // Then
        assertThat(report.bootAggregateDiffers()).isTrue();
        assertThat(report.verdict()).isEqualTo(Verdict.TAMPERED);
    }

    @Test
    void theHashesOfKnownEntriesAreAsPublished() throws Exception {
        // Given
        MadeList list = MadeList.of(Bank.SHA1).measured("boot_aggregate", new byte[32]);

        // When
        Bytes digest = ((MeasurementEntry) Boots.items(list.binary()).get(0)).templateDigest();

        // Then
        assertThat(HexFormat.of().formatHex(digest.toArray())).isEqualTo("0adefe762c149c7cec19da62f0da1297fcfbffff");
    }

    @Test
    void whatFollowsADamagedEntryIsReadOn() throws Exception {
        // Given
        MadeList list = MadeList.of(Bank.SHA256);
        for (int i = 0; i < 6; i++) {
            list.measured("/bin/" + i, MadeList.file(i));
        }
        byte[] damaged = list.binary();
        int length = damaged.length / 6;
        Arrays.fill(damaged, 2 * length, 2 * length + 50, (byte) 0x5A);

        // When
        List<ListItem> items = Boots.items(damaged);

        // Then
        assertThat(items).hasSize(6).filteredOn(ListProblem.class::isInstance).hasSize(1);
        ListProblem problem = (ListProblem) items.get(2);
        assertThat(problem.entry()).isEqualTo(2);
        assertThat(problem.offset()).isEqualTo(2L * length);
    }

    @Test
    void whatIsNoListIsRefused() {
        for (String text :
                List.of("", "\n", "10 ", "sha1 1F9F022541D65B67A747716FE42C3317C96EEE01\n", "\0\0\0\0\0\0")) {
            assertThatThrownBy(() -> Boots.reader(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isInstanceOf(NotAMeasurementListException.class);
        }
    }
}
