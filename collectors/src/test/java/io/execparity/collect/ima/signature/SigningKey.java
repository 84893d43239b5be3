package io.execparity.collect.ima.signature;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key made for one test, and what the kernel keeps of its signatures (struct signature_v2_hdr). */
final class SigningKey {
    private static final int SHA256 = 4;
    private static final int IDENTIFIER = 0x01020304;

    private final KeyPair pair;

    SigningKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    TrustedKeys trusted(Path folder) throws Exception {
        X500Name name = new X500Name("CN=made");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(Instant.EPOCH),
                Date.from(Instant.EPOCH.plusSeconds(1)),
                name,
                pair.getPublic());
        byte[] identifier = ByteBuffer.allocate(4).putInt(IDENTIFIER).array();
        builder.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier));
        byte[] certificate = builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()))
                .getEncoded();
        return TrustedKeys.read(Files.write(folder.resolve("made.der"), certificate));
    }

    /** @param content whose SHA-256 is signed */
    byte[] attribute(int type, int version, byte[] content) throws Exception {
        return attribute(type, version, IDENTIFIER, content);
    }

    byte[] attribute(int type, int version, int identifier, byte[] content) throws Exception {
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(pair.getPrivate());
        signer.update(content);
        byte[] signature = signer.sign();
        return ByteBuffer.allocate(9 + signature.length)
                .put((byte) type)
                .put((byte) version)
                .put((byte) SHA256)
                .putInt(identifier)
                .putShort((short) signature.length)
                .put(signature)
                .array();
    }
}
