package io.execparity.stream.probe;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a probe said that it did, once: its own lines, {@code probe/README.md} describes them.
 *
 * @param marker in every argument list and file name of this run and of no other
 * @param kernel the release that it ran on, as uname gives it
 * @param host the host's own name for itself
 * @param verbs in the order in which they were done
 */
public record ProbeRun(String marker, String kernel, String host, String architecture, List<VerbRun> verbs) {
    /** What a marker looks like; the verb follows it behind one more character. */
    public static final Pattern MARKER = Pattern.compile("execparity-probe-[0-9a-z]{8,64}");

    private static final int MOST_LINES = 1_000;
    private static final int VERSION = 1;

    /** What came of a verb on the host itself. */
    public enum Result {
        /** The kernel answered as it has to. */
        DONE,
        /** This kernel or this user cannot do it. */
        UNSUPPORTED,
        /** The kernel answered otherwise. */
        FAILED
    }

    /**
     * One verb's doing.
     *
     * @param beganMillis by the host's clock, milliseconds of the epoch, as are audit's stamps
     * @param detail why it is unsupported or how it failed; empty otherwise
     */
    public record VerbRun(String verb, Result result, long beganMillis, long endedMillis, String detail) {
        public VerbRun {
            requireNonNull(verb, "verb is null");
            requireNonNull(result, "result is null");
            requireNonNull(detail, "detail is null");
        }
    }

    public ProbeRun {
        requireNonNull(marker, "marker is null");
        requireNonNull(kernel, "kernel is null");
        requireNonNull(host, "host is null");
        requireNonNull(architecture, "architecture is null");
        verbs = List.copyOf(verbs);
    }

    /**
     * Reads what the program printed.
     *
     * @param source how errors name it
     * @throws IOException where it is something else, with the line
     */
    public static ProbeRun read(String source, List<byte[]> lines) throws IOException {
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw new IOException(source + ": these are " + lines.size() + " lines, not those of one run");
        }
        CatalogueNode head = CatalogueReader.readJson(source, 1, lines.get(0));
        if (head.require("version").count() != VERSION) {
            throw head.require("version").wrong("this is of another version of the probe");
        }
        String marker = head.require("marker").text();
        if (!MARKER.matcher(marker).matches()) {
            throw head.require("marker").wrong("this is no marker");
        }
        List<VerbRun> verbs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            verbs.add(verb(CatalogueReader.readJson(source, i + 1, lines.get(i))));
        }
        return new ProbeRun(
                marker,
                head.require("kernel").text(),
                head.require("host").text(),
                head.require("architecture").text(),
                verbs);
    }

    private static VerbRun verb(CatalogueNode node) throws InvalidCatalogueException {
        Result result = node.require("result").word(Result.class);
        String detail = switch (result) {
            case DONE -> "";
            case UNSUPPORTED -> node.require("why").text();
            case FAILED ->
                node.require("act").text() + ": the answer was "
                        + node.require("got").text() + ", and "
                        + node.require("wanted").text() + " is due";
        };
        return new VerbRun(
                node.require("verb").text(),
                result,
                node.require("began").count(),
                node.require("ended").count(),
                detail);
    }
}
