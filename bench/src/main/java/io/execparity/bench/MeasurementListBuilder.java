package io.execparity.bench;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Makes a binary measurement list of any length as a little-endian kernel would have written it, and the registers of
 * the SHA-1 and the SHA-256 bank that it leads to: {@code MeasurementListBuilder ENTRIES FOLDER}. It writes
 * {@code list_sha1}, the list under its old name, and {@code list_sha256}, that of the other bank, with the same
 * entries; {@code sha1.pcrs} and {@code sha256.pcrs}, as old kernels show registers and evmctl reads them; and
 * {@code sha1.hex} and {@code sha256.hex}.
 */
final class MeasurementListBuilder {
    private static final String[] FOLDERS = {
        "/usr/bin/",
        "/usr/lib/x86_64-linux-gnu/",
        "/usr/lib/python3/dist-packages/",
        "/opt/application/releases/current/"
    };
    private static final byte[] TEMPLATE = "ima-ng".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAG = "sha256:\0".getBytes(StandardCharsets.US_ASCII);
    private static final int REGISTER = 10;

    private final MessageDigest digest;
    private final OutputStream out;
    private byte[] register;

    private MeasurementListBuilder(String algorithm, OutputStream out) throws NoSuchAlgorithmException {
        this.digest = MessageDigest.getInstance(algorithm);
        this.out = out;
        this.register = new byte[digest.getDigestLength()];
    }

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: MeasurementListBuilder ENTRIES FOLDER");
        }
        Path folder = Path.of(arguments[1]);
        write("SHA-1", Integer.parseInt(arguments[0]), folder, "sha1");
        write("SHA-256", Integer.parseInt(arguments[0]), folder, "sha256");
    }

    private static void write(String algorithm, int entries, Path folder, String word)
            throws IOException, NoSuchAlgorithmException {
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve("list_" + word)), 1 << 18)) {
            MeasurementListBuilder builder = new MeasurementListBuilder(algorithm, out);
            MessageDigest content = MessageDigest.getInstance("SHA-256");
            builder.entry("boot_aggregate", new byte[content.getDigestLength()]);
            for (int i = 1; i < entries; i++) {
                String name = FOLDERS[i % FOLDERS.length] + "program-" + i;
                builder.entry(name, content.digest(name.getBytes(StandardCharsets.US_ASCII)));
            }
            builder.writeRegister(folder, word);
        }
    }

    private void entry(String name, byte[] content) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream(160);
        data.writeBytes(integer(TAG.length + content.length));
        data.writeBytes(TAG);
        data.writeBytes(content);
        data.writeBytes(integer(name.length() + 1));
        data.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        data.write(0);
        byte[] hash = digest.digest(data.toByteArray());
        digest.update(register);
        register = digest.digest(hash);
        out.write(integer(REGISTER));
        out.write(hash);
        out.write(integer(TEMPLATE.length));
        out.write(TEMPLATE);
        out.write(integer(data.size()));
        data.writeTo(out);
    }

    /** All registers but one are as a host without firmware leaves them. */
    private void writeRegister(Path folder, String word) throws IOException {
        StringBuilder registers = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            byte[] value = i == REGISTER ? register : new byte[register.length];
            registers.append(String.format(
                    Locale.ROOT,
                    "PCR-%02d: %s%n",
                    i,
                    HexFormat.ofDelimiter(" ").withUpperCase().formatHex(value)));
        }
        Files.writeString(folder.resolve(word + ".pcrs"), registers);
        Files.writeString(folder.resolve(word + ".hex"), HexFormat.of().formatHex(register));
    }

    private static byte[] integer(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
