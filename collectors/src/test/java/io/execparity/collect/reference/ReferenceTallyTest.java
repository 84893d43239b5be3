package io.execparity.collect.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.ima.Bank;
import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.MadeList;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.MeasurementListReader;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReferenceTallyTest {
    @TempDir
    private Path folder;

    @Test
    void aProgramThatIsNamedLikeAKernelsMeasurementIsJudgedAsAny() throws Exception {
        // Given
        String known = HexFormat.of().formatHex(MadeList.file(1));
        Path sums = Files.writeString(folder.resolve("sums"), known + "  /bin/sh\n");
        ReferenceTally tally = new ReferenceTally(Reference.load(sums, null), List.of());
        byte[] list = MadeList.of(Bank.SHA256)
                .measured("boot_aggregate", MadeList.file(0))
                .measured("/bin/sh", MadeList.file(1))
                .measured("boot_aggregate", MadeList.file(0))
                .measured("boot_aggregate", MadeList.file(66))
                .binary();

        // When
        MeasurementListReader reader = MeasurementListReader.open(new ByteArrayInputStream(list));
        for (ListItem item = reader.next(); item != null; item = reader.next()) {
            tally.add((MeasurementEntry) item);
        }

        // Then
        ReferenceReport report = tally.report();
        assertThat(report.count(Judgement.KNOWN)).isEqualTo(1);
        assertThat(report.count(Judgement.UNKNOWN)).isEqualTo(1);
        assertThat(report.unjudged()).isEqualTo(2);
        assertThat(report.unlisted().get(0).firstEntry()).isEqualTo(3);
    }
}
