package io.execparity.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.report.sign.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures, by keys that openssl made, verified by openssl. */
final class SignatureTest {
    private static final byte[] CONTENT = "{\"version\": 1}\n".getBytes(UTF_8);

    @TempDir
    private Path folder;

    /** What a command said, and how it ended. */
    private record Ended(int code, String said) {}

    private Ended openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private Signer signer(String name, String... kind) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("req", "-x509", "-nodes", "-days", "3650", "-subj", "/CN=" + name));
        arguments.addAll(List.of("-keyout", name + ".key", "-out", name + ".pem", "-newkey"));
        arguments.addAll(List.of(kind));
        Ended made = openssl(arguments.toArray(String[]::new));
        assertThat(made.code()).as(made.said()).isZero();
        return Signer.read(folder.resolve(name + ".key"), folder.resolve(name + ".pem"));
    }

    private Ended verify(byte[] content, byte[] signature, String certificate)
            throws IOException, InterruptedException {
        Files.write(folder.resolve("content"), content);
        Files.write(folder.resolve("signature"), signature);
        return openssl(
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "signature",
                "-content",
                "content",
                "-CAfile",
                certificate,
                "-purpose",
                "any",
                "-out",
                "verified");
    }

    @Test
    void opensslVerifiesWhatAnRsaKeySignedTheSameEachTime() throws Exception {
        Signer signer = signer("rsa", "rsa:2048");
        byte[] signature = signer.sign(CONTENT);
        assertThat(verify(CONTENT, signature, "rsa.pem").code()).isZero();
        assertThat(signer.sign(CONTENT)).isEqualTo(signature);
        byte[] changed = CONTENT.clone();
        changed[0]++;
        assertThat(verify(changed, signature, "rsa.pem").code()).isNotZero();
    }

    @Test
    void opensslVerifiesWhatAKeyOnACurveSigned() throws Exception {
        Signer signer = signer("ec", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        assertThat(verify(CONTENT, signer.sign(CONTENT), "ec.pem").code()).isZero();
    }

    @Test
    void aCertificateOfAnotherKeyIsRefused() throws Exception {
        signer("one", "rsa:2048");
        signer("two", "rsa:2048");
        assertThatThrownBy(() -> Signer.read(folder.resolve("one.key"), folder.resolve("two.pem")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not that of");
    }

    @Test
    void whatIsNoKeyAndNoCertificateIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no key\n");
        assertThatThrownBy(() -> Signer.read(text, text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no private key");
        signer("real", "rsa:2048");
        assertThatThrownBy(() -> Signer.read(folder.resolve("real.key"), text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no certificate");
    }
}
