package io.execparity.alert.choice;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.control.Suppressions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The suppressions of the site, in the files that {@code analyze --suppressions} takes and that the dashboard writes.
 * What the job holds back never comes here; this is for what was said since, or elsewhere. Files are read again when they
 * change; one that cannot be read holds back nothing, which is told. A suppression of a memory file's maker is the
 * job's alone: no finding names the maker's file. For one thread.
 */
public final class SuppressionFiles {
    private static final int MOST_BYTES = 16 << 20;

    private final List<Path> files;
    private final Consumer<String> complain;
    private List<String> seen = List.of();
    private Suppressions suppressions = Suppressions.none();

    /**
     * @param files some may not be there yet
     * @param complain told of a file that cannot be read
     */
    public SuppressionFiles(List<Path> files, Consumer<String> complain) {
        this.files = List.copyOf(files);
        this.complain = complain;
    }

    /** Reads what changed since the last time. */
    public void refresh() {
        List<String> now = files.stream().map(SuppressionFiles::state).toList();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        Suppressions read = Suppressions.none();
        for (Path file : files) {
            try {
                read.addFile(file.toString(), content(file));
            } catch (NoSuchFileException e) {
                // Nobody has suppressed anything there yet.
            } catch (IOException e) {
                complain.accept("suppressions that cannot be read hold back nothing: " + e.getMessage());
            }
        }
        suppressions = read;
    }

    private static byte[] content(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": this is too long");
        }
        return Files.readAllBytes(file);
    }

    private static String state(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether nobody is to be told of this finding, by its own time. */
    public boolean hold(AlertFacts facts, JsonNode json) {
        Optional<Rule> rule = facts.known();
        if (rule.isEmpty() || suppressions.size() == 0) {
            return false;
        }
        JsonNode ours = json.path("execparity");
        boolean memory = ours.has("memfd") || ours.path("origin").asText("").equals("memfd");
        Finding finding = Finding.of(rule.get(), facts.host(), new EventKey(facts.time(), 0), Confidence.POSSIBLE)
                .file(file(json.path("file")))
                .memfdName(memory ? Bytes.utf8("") : null)
                .because(facts.sentence());
        return suppressions.hold(finding, null).isPresent();
    }

    private static FileView file(JsonNode file) {
        ContentDigest digest = null;
        for (Map.Entry<String, JsonNode> hash : file.path("hash").properties()) {
            digest = ContentDigest.parse(
                    Bytes.utf8(hash.getKey() + ":" + hash.getValue().asText("")));
        }
        String path = file.path("path").asText("");
        return new FileView(path.isEmpty() ? null : Bytes.utf8(path), identity(file), digest);
    }

    private static @Nullable FileIdentity identity(JsonNode file) {
        String[] device = file.path("device").asText("").split(":", 3);
        if (device.length != 2) {
            return null;
        }
        try {
            List<Long> numbers = new ArrayList<>();
            for (String part : device) {
                numbers.add(Long.parseLong(part, 16));
            }
            return new FileIdentity(
                    numbers.get(0) << 32 | numbers.get(1),
                    Long.parseUnsignedLong(file.path("inode").asText("")));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
