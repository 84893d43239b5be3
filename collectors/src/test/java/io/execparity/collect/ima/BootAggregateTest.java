package io.execparity.collect.ima;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.ima.VerificationReport.Verdict;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What bears the name {@code boot_aggregate}, held against the registers of the boot. */
final class BootAggregateTest {
    private static final String NAME = "boot_aggregate";

    private final List<ExpectedRegister> registers = new ArrayList<>();
    private final MadeList list = MadeList.of(Bank.SHA256);
    private byte[] aggregate = new byte[0];

    @BeforeEach
    void boot() {
        var digest = Bank.SHA256.newDigest();
        for (int i = 0; i < 10; i++) {
            registers.add(new ExpectedRegister(Bank.SHA256, i, Bytes.view(MadeList.file(i))));
            digest.update(MadeList.file(i));
        }
        aggregate = digest.digest();
    }

    private VerificationReport verify() throws Exception {
        List<ExpectedRegister> all = new ArrayList<>(registers);
        all.add(list.register());
        return Boots.verify(list.binary(), Expectations.atEnd(all));
    }

    @Test
    void aProgramOfThatNameMakesNoSoundListATamperedOne() throws Exception {
        // Given
        list.measured(NAME, aggregate).measured("/bin/sh", MadeList.file(1)).measured(NAME, MadeList.file(66));

        // When
        VerificationReport report = verify();

        // Then
        assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(report.bootAggregates())
                .extracting(boot -> boot.state().word())
                .containsExactly("matches", "suspicious-name");
    }

    @Test
    void theKernelBeforeAKexecMayHaveHadOtherRegisters() throws Exception {
        // Given
        list.measured(NAME, MadeList.file(66)).measured(NAME, aggregate);

        // When
        VerificationReport report = verify();

        // Then
        assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(report.bootAggregates())
                .extracting(boot -> boot.state().word())
                .containsExactly("differs", "matches");
    }

    @Test
    void aListOfOtherRegistersIsNotMadeSoundByWhatCannotBeChecked() throws Exception {
        // Given
        list.measured(NAME, MadeList.file(66)).measured(NAME, new byte[32]);

        // Then
        assertThat(verify().verdict()).isEqualTo(Verdict.TAMPERED);
    }

    @Test
    void onlyWhatNobodyCanChooseIsTakenForAKernelsOwn() throws Exception {
        // Given
        byte[] first = MadeList.file(66);
        list.measured(NAME, first)
                .measured("/bin/sh", MadeList.file(1))
                .measured(NAME, first)
                .measured(NAME, new byte[32])
                .measured(NAME, aggregate)
                .measured(NAME, MadeList.file(67))
                .violated(NAME);

        // Then
        assertThat(kernels(list, List.of())).containsExactly(0L, 2L, 3L);
        assertThat(kernels(list, registers)).containsExactly(0L, 2L, 3L, 4L);
    }

    @Test
    void theNextListBeginsAnew() throws Exception {
        // Given
        BootAggregateNames names = new BootAggregateNames(List.of());
        MadeList other =
                MadeList.of(Bank.SHA256).measured("/bin/sh", MadeList.file(1)).measured(NAME, MadeList.file(66));
        list.measured(NAME, MadeList.file(66));

        // Then
        assertThat(kernels(list, names)).containsExactly(0L);
        assertThat(kernels(other, names)).isEmpty();
    }

    private static List<Long> kernels(MadeList list, List<ExpectedRegister> registers) throws Exception {
        return kernels(list, new BootAggregateNames(registers));
    }

    private static List<Long> kernels(MadeList list, BootAggregateNames names) throws Exception {
        List<Long> found = new ArrayList<>();
        for (ListItem item : Boots.items(list.binary())) {
            MeasurementEntry entry = (MeasurementEntry) item;
            if (names.isKernels(entry)) {
                found.add(entry.number());
            }
        }
        return found;
    }
}
