package io.execparity.collect.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.text.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The references beside this class were signed by OpenSSL's command, the envelopes over what DSSE says is signed. */
final class SignedReferenceTest {
    @TempDir
    private Path folder;

    private static Path made(String name) throws Exception {
        return Path.of(Objects.requireNonNull(SignedReferenceTest.class.getResource(name))
                .toURI());
    }

    private static Judgement judge(Reference reference, String path, String content) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(Bytes.utf8(content).toArray());
        return reference.judge(Bytes.utf8(path), "sha256", Bytes.view(digest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attached.der",
                "attached.pem",
                "streamed.der",
                "detached",
                "dsse-ecdsa.json",
                "dsse-rsa.json",
                "dsse-ed25519.json"
            })
    void whatATrustedKeySignedIsRead(String name) throws Exception {
        // When
        Reference reference = Reference.load(made(name), made("signer"));

        // Then
        assertThat(judge(reference, "/usr/bin/sh", "sh")).isEqualTo(Judgement.KNOWN);
        assertThat(judge(reference, "/usr/bin/ls", "ls")).isEqualTo(Judgement.KNOWN);
        assertThat(judge(reference, "/opt/a_b", "a b")).isEqualTo(Judgement.KNOWN);
        assertThat(judge(reference, "/usr/bin/ls", "sl")).isEqualTo(Judgement.CHANGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attached.der",
                "attached.pem",
                "streamed.der",
                "detached",
                "dsse-ecdsa.json",
                "dsse-rsa.json",
                "dsse-ed25519.json"
            })
    void whatNobodyTrustedSignedIsRefusedAndSoIsASignatureWithoutKeys(String name) throws Exception {
        Path stranger = made("stranger");
        assertThatThrownBy(() -> Reference.load(made(name), stranger))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("no signature on this reference is good");
        assertThatThrownBy(() -> Reference.load(made(name), null))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("--reference-keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attached.der", "streamed.der", "attached.pem", "dsse-ecdsa.json", "dsse-rsa.json"})
    void noChangeOfAByteGivesAnotherReference(String name) throws Exception {
        // Given
        byte[] signed = Files.readAllBytes(made(name));
        Path keys = made("signer");
        Path changed = folder.resolve("changed");
        int refused = 0;

        for (int i = 0; i < signed.length; i++) {
            byte[] bytes = signed.clone();
            bytes[i] ^= 1;
            Files.write(changed, bytes);

            // When
            Reference reference;
            try {
                reference = Reference.load(changed, keys);
            } catch (ReferenceException e) {
                refused++;
                continue;
            }

            // Then: it was a byte of what nobody signs and nobody reads, such as a certificate that came along.
            assertThat(judge(reference, "/usr/bin/sh", "sh")).as("byte %d", i).isEqualTo(Judgement.KNOWN);
            assertThat(judge(reference, "/usr/bin/ls", "ls")).as("byte %d", i).isEqualTo(Judgement.KNOWN);
        }
        assertThat(refused).isGreaterThan(signed.length / 4);
    }

    @Test
    void aDetachedSignatureIsOfItsOwnFileOnly() throws Exception {
        // Given
        Path list = folder.resolve("list");
        Files.writeString(list, Files.readString(made("detached")).replace("/usr/bin/sh", "/usr/bin/xx"));
        Files.copy(made("detached.p7s"), folder.resolve("list.p7s"));
        Path keys = made("signer");

        // Then
        assertThatThrownBy(() -> Reference.load(list, keys))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("no signature");
    }

    @Test
    void whatIsNotSignedIsRefusedWhereSomebodyHasTo() throws Exception {
        Path keys = made("signer");
        for (String unsigned : List.of("sums", "policy.json")) {
            assertThatThrownBy(() -> Reference.load(made(unsigned), keys))
                    .isInstanceOf(ReferenceException.class)
                    .hasMessageContaining("not signed");
        }
    }

    @Test
    void sha1SignsNothing() throws Exception {
        Path keys = made("signer");
        assertThatThrownBy(() -> Reference.load(made("sha1.der"), keys))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("no signature");
    }

    @Test
    void aFolderOfKeysHoldsKeysOnly() throws Exception {
        Path file = made("sums");
        assertThatThrownBy(() -> Reference.load(file, folder)).isInstanceOf(ReferenceException.class);
        Files.writeString(folder.resolve("notes"), "not a key");
        assertThatThrownBy(() -> Reference.load(file, folder))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("notes");
    }

    @Test
    void aPolicySaysWhatIsExcludedAndWhatKeysAndBuffersMayBe() throws Exception {
        // When
        Reference reference = Reference.load(made("policy.json"), null);

        // Then
        Bytes other = Bytes.view(new byte[32]);
        assertThat(judge(reference, "/var/log/messages", "x")).isEqualTo(Judgement.EXCLUDED);
        assertThat(judge(reference, "/tmp/a.tmp", "x")).isEqualTo(Judgement.EXCLUDED);
        assertThat(judge(reference, "/tmp/a.tmpl", "x")).isEqualTo(Judgement.UNKNOWN);
        assertThat(reference.judgeBuffer(Bytes.utf8(".ima"), "sha256", Hexadecimal.bytes("22".repeat(32))))
                .isEqualTo(Judgement.KNOWN);
        assertThat(reference.judgeBuffer(Bytes.utf8(".ima"), "sha256", other)).isEqualTo(Judgement.CHANGED);
        assertThat(reference.judgeBuffer(Bytes.utf8(".builtin_trusted_keys"), "sha256", other))
                .isEqualTo(Judgement.EXCLUDED);
        assertThat(reference.judgeBuffer(Bytes.utf8("kexec-cmdline"), "sha256", other))
                .isEqualTo(Judgement.UNKNOWN);
        assertThat(reference.names(Bytes.utf8("boot_aggregate"))).isTrue();
    }
}
