package io.execparity.collect.ima;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.ima.VerificationReport.Verdict;
import io.execparity.schema.text.Bytes;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A digest over register 10 of two banks, of which the list shows one. */
final class QuotedDigestTest {
    private final MadeList listed = MadeList.of(Bank.SHA1);

    private VerificationReport verify(Bytes other) throws Exception {
        var hash = Bank.SHA256.newDigest();
        hash.update(listed.register().value().toArray());
        ExpectedComposite digest = new ExpectedComposite(
                Bank.SHA256,
                List.of(
                        new ExpectedComposite.Part(Bank.SHA1, 10, Optional.empty()),
                        new ExpectedComposite.Part(Bank.SHA256, 10, Optional.empty())),
                Bytes.view(hash.digest(other.toArray())));
        return Boots.verify(listed.binary(), Expectations.anywhere(List.of()).with(digest));
    }

    @Test
    void aBankThatWasNeverExtendedIsNotWhereTheListLeads() throws Exception {
        // Given
        listed.measured("boot_aggregate", MadeList.file(0)).measured("/bin/sh", MadeList.file(1));

        // When
        VerificationReport report = verify(Bytes.view(new byte[32]));

        // Then
        assertThat(report.composite().orElseThrow().reachedAfter()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.TAMPERED);
    }

    @ParameterizedTest
    @EnumSource(ExtensionRule.class)
    void aBankIsFollowedByEveryRuleBeforeAndAfterItsFirstViolation(ExtensionRule rule) throws Exception {
        // Given
        MadeList other = new MadeList(Bank.SHA256, ByteOrder.LITTLE_ENDIAN, rule);
        listed.measured("boot_aggregate", MadeList.file(0)).measured("/bin/sh", MadeList.file(1));
        other.measured("boot_aggregate", MadeList.file(0)).measured("/bin/sh", MadeList.file(1));

        // When
        VerificationReport before = verify(other.register().value());
        listed.violated("/v").measured("/bin/ls", MadeList.file(2));
        other.violated("/v").measured("/bin/ls", MadeList.file(2));
        VerificationReport after = verify(other.register().value());

        // Then
        assertThat(before.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(after.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(after.composite().orElseThrow().reachedAfter()).hasValue(4);
    }
}
