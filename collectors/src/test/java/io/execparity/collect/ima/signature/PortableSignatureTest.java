package io.execparity.collect.ima.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.TemplateField;
import io.execparity.collect.ima.signature.SignatureVerdict.Outcome;
import io.execparity.schema.text.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Portable signatures that hold over the attributes, of files that were measured as those say or otherwise. */
final class PortableSignatureTest {
    private static final String NAMES = "security.selinux|security.ima\0";
    private static final byte[] LABEL = ascii("system_u\0");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] OTHER = ascii("other content");

    @TempDir
    private Path folder;

    private SigningKey key;
    private TrustedKeys keys;

    @BeforeEach
    void makeKey() throws Exception {
        key = new SigningKey();
        keys = key.trusted(folder);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static byte[] hash(String algorithm, byte[] content) throws Exception {
        return MessageDigest.getInstance(algorithm).digest(content);
    }

    private static byte[] lengths(int... lengths) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * lengths.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int length : lengths) {
            buffer.putInt(length);
        }
        return buffer.array();
    }

    private static MeasurementEntry measured(String tag, byte[] digest) throws Exception {
        MeasurementEntry entry = SignedList.entry("/signed/portable-rsa");
        return ChangedEntry.of(entry, TemplateField.DIGEST_NG, join(ascii(tag + ":\0"), digest));
    }

    private SignatureVerdict verify(MeasurementEntry entry, byte[] ima) throws Exception {
        return verify(entry, NAMES, lengths(LABEL.length, ima.length), join(LABEL, ima));
    }

    private SignatureVerdict verify(MeasurementEntry entry, String names, byte[] lengths, byte[] values)
            throws Exception {
        MeasurementEntry changed = ChangedEntry.of(entry, TemplateField.ATTRIBUTE_NAMES, ascii(names));
        changed = ChangedEntry.of(changed, TemplateField.ATTRIBUTE_LENGTHS, lengths);
        changed = ChangedEntry.of(changed, TemplateField.ATTRIBUTE_VALUES, values);
        byte[] owner = join(
                new byte[12],
                changed.field(TemplateField.USER).toArray(),
                changed.field(TemplateField.GROUP).toArray(),
                changed.field(TemplateField.MODE).toArray(),
                new byte[2]);
        byte[] signature = key.attribute(5, 2, join(values, owner));
        return new FileSignatures(keys).verifyAttributes(changed, Bytes.view(signature));
    }

    private void assertOutcome(Outcome outcome, MeasurementEntry entry, byte[] ima) throws Exception {
        SignatureVerdict verdict = verify(entry, ima);
        assertThat(verdict.outcome()).as(verdict.why()).isEqualTo(outcome);
    }

    @Test
    void aDigestThatIsSignedHasToBeTheOneMeasured() throws Exception {
        MeasurementEntry sha256 = measured("sha256", hash("SHA-256", CONTENT));
        MeasurementEntry sha1 = measured("sha1", hash("SHA-1", CONTENT));
        MeasurementEntry md5 = measured("md5", hash("MD5", CONTENT));
        byte[] tagged = {4, 4};
        byte[] plain = {1};

        assertOutcome(Outcome.VERIFIED, sha256, join(tagged, hash("SHA-256", CONTENT)));
        assertOutcome(Outcome.BAD, sha256, join(tagged, hash("SHA-256", OTHER)));
        assertOutcome(Outcome.BAD, sha256, tagged);
        assertOutcome(Outcome.BAD, sha256, new byte[] {4});
        assertOutcome(Outcome.UNSUPPORTED, sha256, join(new byte[] {4, 6}, hash("SHA-512", CONTENT)));
        assertOutcome(Outcome.VERIFIED, sha1, join(plain, hash("SHA-1", CONTENT)));
        assertOutcome(Outcome.BAD, sha1, join(plain, hash("SHA-1", OTHER)));
        assertOutcome(Outcome.VERIFIED, md5, join(plain, hash("MD5", CONTENT)));
        assertOutcome(Outcome.UNSUPPORTED, sha256, join(plain, hash("SHA-1", CONTENT)));
    }

    @Test
    void aSignatureThatIsSignedHasToHoldOverTheFile() throws Exception {
        MeasurementEntry entry = measured("sha256", hash("SHA-256", CONTENT));
        byte[] tree = join(new byte[] {6, 4}, hash("SHA-256", CONTENT));

        assertOutcome(Outcome.VERIFIED, entry, key.attribute(3, 2, CONTENT));
        assertOutcome(Outcome.BAD, entry, key.attribute(3, 2, OTHER));
        assertOutcome(Outcome.UNKNOWN_KEY, entry, key.attribute(3, 2, 7, CONTENT));
        assertOutcome(Outcome.VERIFIED, entry, key.attribute(6, 3, tree));
        assertOutcome(Outcome.UNSUPPORTED, entry, key.attribute(6, 3, OTHER));
        assertOutcome(Outcome.UNSUPPORTED, entry, key.attribute(5, 2, CONTENT));
    }

    @Test
    void whereNothingSaysWhatWasSignedNothingIsVerified() throws Exception {
        // Given
        MeasurementEntry entry = measured("sha256", hash("SHA-256", CONTENT));
        byte[] ima = join(new byte[] {4, 4}, hash("SHA-256", CONTENT));
        byte[] values = join(LABEL, ima);
        byte[] lengths = lengths(LABEL.length, ima.length);

        // Then
        for (SignatureVerdict verdict : new SignatureVerdict[] {
            verify(entry, new byte[0]),
            verify(entry, "security.selinux|security.imb\0", lengths, values),
            verify(entry, "security.ima|security.ima\0", lengths(ima.length, ima.length), join(ima, ima)),
            verify(entry, NAMES, lengths(LABEL.length, ima.length - 1), values),
            verify(entry, NAMES, lengths(-1, ima.length), values),
            verify(entry, NAMES, lengths(Integer.MAX_VALUE, ima.length), values),
            verify(entry, NAMES, lengths(LABEL.length), values),
            verify(entry, "\0", new byte[0], values)
        }) {
            assertThat(verdict.outcome()).isEqualTo(Outcome.UNSUPPORTED);
            assertThat(verdict.why()).contains("no security.ima");
        }
    }
}
