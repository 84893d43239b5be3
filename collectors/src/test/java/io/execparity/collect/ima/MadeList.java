package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes lists as a kernel does, both kinds at once, and extends a register as a TPM does. */
public final class MadeList {
    private final Bank bank;
    private final ByteOrder order;
    private final ExtensionRule rule;
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final ByteArrayOutputStream ascii = new ByteArrayOutputStream();
    private byte[] register;

    MadeList(Bank bank, ByteOrder order, ExtensionRule rule) {
        this.bank = bank;
        this.order = order;
        this.rule = rule;
        this.register = new byte[bank.length()];
    }

    public static MadeList of(Bank bank) {
        return new MadeList(bank, ByteOrder.LITTLE_ENDIAN, ExtensionRule.OWN_HASH);
    }

    public static byte[] file(int number) {
        byte[] digest = new byte[32];
        Arrays.fill(digest, (byte) (number + 1));
        return digest;
    }

    public MadeList measured(String name, byte[] digest) {
        byte[] template = new byte[bank.length()];
        Bank algorithm = rule == ExtensionRule.OWN_HASH ? bank : Bank.SHA1;
        byte[] hash = algorithm.newDigest().digest(data(name, digest));
        System.arraycopy(hash, 0, template, 0, hash.length);
        extend(template);
        return add(template, name, digest);
    }

    public MadeList violated(String name) {
        extend(rule.violation(bank));
        return add(new byte[bank.length()], name, new byte[32]);
    }

    private void extend(byte[] digest) {
        MessageDigest hash = bank.newDigest();
        hash.update(register);
        register = hash.digest(digest);
    }

    private MadeList add(byte[] template, String name, byte[] digest) {
        byte[] data = data(name, digest);
        binary.writeBytes(integer(10));
        binary.writeBytes(template);
        binary.writeBytes(integer(6));
        binary.writeBytes("ima-ng".getBytes(StandardCharsets.UTF_8));
        binary.writeBytes(integer(data.length));
        binary.writeBytes(data);
        HexFormat hex = HexFormat.of();
        ascii.writeBytes(
                ("10 " + hex.formatHex(template) + " ima-ng sha256:" + hex.formatHex(digest) + " " + name + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private byte[] data(String name, byte[] digest) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(integer(8 + digest.length));
        data.writeBytes("sha256:\0".getBytes(StandardCharsets.UTF_8));
        data.writeBytes(digest);
        byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
        data.writeBytes(integer(text.length));
        data.writeBytes(text);
        return data.toByteArray();
    }

    private byte[] integer(int value) {
        return ByteBuffer.allocate(4).order(order).putInt(value).array();
    }

    public byte[] binary() {
        return binary.toByteArray();
    }

    public byte[] ascii() {
        return ascii.toByteArray();
    }

    public ExpectedRegister register() {
        return new ExpectedRegister(bank, 10, Bytes.view(register.clone()));
    }
}
