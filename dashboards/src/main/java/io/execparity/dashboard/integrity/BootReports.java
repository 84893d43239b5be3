package io.execparity.dashboard.integrity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reports of {@code verify-ima --format json} in a folder, as {@code HOST/BOOT.json}: whoever verifies puts them there.
 * Links are not followed, and what is no report is listed as such.
 */
public final class BootReports {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,252}");
    private static final String ENDING = ".json";
    private static final long MOST_BYTES = 8L << 20;
    private static final int MOST_REPORTS = 2_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Map<Path, Known> known = new LinkedHashMap<>();

    private record Known(long at, long size, BootReport report) {}

    /** @param folder need not be there */
    public BootReports(Path folder) {
        this.folder = folder;
    }

    /**
     * The short of each, the newest first; of {@value #MOST_REPORTS} at most.
     *
     * @throws IOException where the folder cannot be read
     */
    public synchronized List<BootReport> all() throws IOException {
        List<BootReport> all = new ArrayList<>();
        Map<Path, Known> seen = new LinkedHashMap<>();
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            for (Path host : names(folder)) {
                if (!Files.isDirectory(host, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                for (Path file : names(host)) {
                    if (file.toString().endsWith(ENDING) && seen.size() < MOST_REPORTS) {
                        seen.put(file, look(host.getFileName().toString(), file));
                    }
                }
            }
        }
        known.clear();
        known.putAll(seen);
        seen.values().forEach(one -> all.add(one.report()));
        all.sort(Comparator.comparingLong(BootReport::at).reversed());
        return all;
    }

    private static List<Path> names(Path in) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(in)) {
            for (Path entry : entries) {
                if (NAME.matcher(entry.getFileName().toString()).matches() && found.size() < MOST_REPORTS) {
                    found.add(entry);
                }
            }
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private Known look(String host, Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        long at = now.lastModifiedTime().toMillis();
        Known before = known.get(file);
        if (before != null && before.at() == at && before.size() == now.size()) {
            return before;
        }
        String name = file.getFileName().toString();
        String boot = name.substring(0, name.length() - ENDING.length());
        JsonNode report = report(file).map(BootReports::parsed).orElse(JSON.nullNode());
        return new Known(
                at,
                now.size(),
                new BootReport(
                        host,
                        boot,
                        at,
                        report.path("verdict").asText(""),
                        report.path("passed").asBoolean(false),
                        report.at("/list/entries").asLong(0),
                        report.at("/list/violations").asLong(0),
                        report.at("/list/problems").asLong(0)));
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            JsonNode read = JSON.readTree(bytes);
            return read != null && read.isObject() && read.has("verdict") ? read : JSON.nullNode();
        } catch (IOException e) {
            return JSON.nullNode();
        }
    }

    /**
     * The report on one boot as it was written; empty where there is none.
     *
     * @throws IOException where it cannot be read
     */
    public Optional<byte[]> of(String host, String boot) throws IOException {
        if (!NAME.matcher(host).matches() || !NAME.matcher(boot).matches()) {
            return Optional.empty();
        }
        Path reports = folder.resolve(host);
        if (!Files.isDirectory(reports, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return report(reports.resolve(boot + ENDING))
                .filter(bytes -> !parsed(bytes).isNull());
    }

    private static Optional<byte[]> report(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
            return Optional.empty();
        }
        return Optional.of(Files.readAllBytes(file));
    }
}
