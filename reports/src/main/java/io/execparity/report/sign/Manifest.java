package io.execparity.report.sign;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.report.model.Period;
import io.execparity.report.write.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The list of a report's files with their lengths and digests, which a signature stands for. */
public final class Manifest {
    private static final int VERSION = 1;
    private static final int BUFFER = 1 << 16;

    private Manifest() {}

    /**
     * The manifest of files in a folder.
     *
     * @param names in the order in which they are listed
     */
    public static byte[] of(Period period, Path folder, List<String> names) throws IOException {
        ObjectNode json = JsonText.object();
        json.put("version", VERSION);
        json.putObject("period").put("from", period.begins()).put("to", period.ends());
        ArrayNode files = json.putArray("files");
        for (String name : names) {
            Path file = folder.resolve(name);
            files.addObject().put("name", name).put("bytes", Files.size(file)).put("sha256", digest(file));
        }
        return JsonText.of(json);
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[BUFFER];
            while (digesting.read(buffer) >= 0) {
                // It is read for its digest alone.
            }
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
