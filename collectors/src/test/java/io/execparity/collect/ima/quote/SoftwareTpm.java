package io.execparity.collect.ima.quote;

import io.execparity.collect.ima.Bank;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.schema.testing.DebianPrograms;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A TPM 2.0 that is a process of its own, and the tools that a host would quote with. */
final class SoftwareTpm implements AutoCloseable {
    private static final String ATTESTATION =
            "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|sign|noda";
    private static final int EXTENSIONS_AT_ONCE = 30;

    private final DebianPrograms programs;
    private final Path folder;
    private final Process process;
    private final int port;
    private int files;

    SoftwareTpm(Path folder) throws Exception {
        this.programs = DebianPrograms.of(List.of("swtpm", "tpm2-tools"), List.of("swtpm", "tpm2"));
        this.folder = folder;
        this.port = freePorts();
        this.process = programs.command(
                        "swtpm",
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + Files.createDirectories(folder.resolve("state")),
                        "--server",
                        "type=tcp,bindaddr=127.0.0.1,port=" + port,
                        "--ctrl",
                        "type=tcp,bindaddr=127.0.0.1,port=" + (port + 1),
                        "--flags",
                        "not-need-init,startup-clear")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("swtpm.log").toFile())
                .start();
        awaitStart();
    }

    /** One for commands, and the next for control, which is where the tools look for it. */
    private static int freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        IOException taken = new IOException("no two free ports beside each other");
        for (int i = 0; i < 100; i++) {
            try (ServerSocket first = new ServerSocket(0, 1, loopback);
                    ServerSocket second = new ServerSocket(first.getLocalPort() + 1, 1, loopback)) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException e) {
                taken.addSuppressed(e); // the one behind is somebody's
            }
        }
        throw taken;
    }

    private void awaitStart() throws Exception {
        for (int i = 0; i < 200 && process.isAlive(); i++) {
            try (Socket control = new Socket()) {
                control.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port + 1), 200);
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("swtpm does not answer: " + Files.readString(folder.resolve("swtpm.log")));
    }

    /** Does as IMA does: every entry's digest in both banks, ones for a violation. */
    void measure(List<MeasurementEntry> entries) throws Exception {
        List<String> arguments = new ArrayList<>();
        for (MeasurementEntry entry : entries) {
            arguments.add(
                    entry.register() + ":sha1=" + digest(entry, Bank.SHA1) + ",sha256=" + digest(entry, Bank.SHA256));
            if (arguments.size() == EXTENSIONS_AT_ONCE) {
                run("pcrextend", arguments.toArray(String[]::new));
                arguments.clear();
            }
        }
        if (!arguments.isEmpty()) {
            run("pcrextend", arguments.toArray(String[]::new));
        }
    }

    private static String digest(MeasurementEntry entry, Bank bank) {
        if (entry.isViolation()) {
            return "f".repeat(2 * bank.length());
        }
        MessageDigest hash = bank.newDigest();
        for (Bytes field : entry.fields()) {
            int length = field.length();
            hash.update(new byte[] {(byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) (length >> 24)});
            hash.update(field.toArray());
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    void extend(int register, byte[] digest) throws Exception {
        run("pcrextend", register + ":sha256=" + HexFormat.of().formatHex(digest));
    }

    byte[] register(Bank bank, int register) throws Exception {
        Path value = file("value");
        run("pcrread", bank.word() + ":" + register, "-o", value.toString());
        return Files.readAllBytes(value);
    }

    /** A key that signs what the TPM made and nothing else; its algorithm as tpm2-tools write it. */
    Path attestationKey(String algorithm) throws Exception {
        return key(algorithm, ATTESTATION);
    }

    Path key(String algorithm, String attributes) throws Exception {
        Path key = file("key");
        run("createprimary", "-Q", "-C", "e", "-G", algorithm, "-a", attributes, "-c", key.toString());
        return key;
    }

    /** @param format {@code pem}, {@code tss} or {@code tpmt} */
    Path publicPart(Path key, String format) throws Exception {
        Path file = file(format);
        run("readpublic", "-Q", "-c", key.toString(), "-f", format, "-o", file.toString());
        return file;
    }

    /** @param options further ones, as {@code -f plain} */
    QuoteFiles quote(Path key, Path publicPart, String selection, String nonce, String... options) throws Exception {
        Path message = file("message");
        Path signature = file("signature");
        Path values = file("values");
        List<String> arguments = new ArrayList<>(List.of("-Q", "-c", key.toString(), "-l", selection, "-m"));
        arguments.addAll(List.of(message.toString(), "-s", signature.toString(), "-o", values.toString()));
        if (!nonce.isEmpty()) {
            arguments.addAll(List.of("-q", nonce));
        }
        arguments.addAll(List.of(options));
        run("quote", arguments.toArray(String[]::new));
        return new QuoteFiles(message, signature, publicPart, Optional.of(values));
    }

    private Path file(String name) {
        files++;
        return folder.resolve(files + "." + name);
    }

    private void run(String command, String... arguments) throws Exception {
        tool(command, arguments);
        // Without a resource manager between, what a command loaded stays in the few places that a TPM has.
        tool("flushcontext", "-Q", "-t");
    }

    private void tool(String command, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder = programs.command("tpm2", all.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("TPM2TOOLS_TCTI", "swtpm:host=127.0.0.1,port=" + port);
        Process tool = builder.start();
        if (!tool.waitFor(60, TimeUnit.SECONDS)) {
            tool.destroyForcibly();
            throw new IOException(all + " took too long");
        }
        if (tool.exitValue() != 0) {
            throw new IOException(all + " failed: " + Files.readString(output));
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!process.onExit()
                .completeOnTimeout(process, 10, TimeUnit.SECONDS)
                .join()
                .isAlive()) {
            return;
        }
        process.destroyForcibly().onExit().join();
    }
}
