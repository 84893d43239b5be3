package io.execparity.stream.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host says before a run of its probe: which marker it will bear, when, and what it will do. It is one line of
 * text, signed with the host's key; what is known to no alerting process silences nothing.
 *
 * @param host as its lines are keyed
 * @param run the marker of the run
 * @param fromMillis when it begins, by the host's clock, milliseconds of the epoch
 * @param untilMillis by when all of it will have happened, {@link #LONGEST_MILLIS} later at most
 * @param verbs what it will do
 */
public record Announcement(String host, String run, long fromMillis, long untilMillis, List<String> verbs) {
    /** How long a run may take. */
    public static final long LONGEST_MILLIS = 15 * 60_000;

    private static final String KIND = "execparity-probe-announcement/1";
    private static final Pattern HOST = Pattern.compile("[\\x21-\\x7E]{1,253}");
    private static final Pattern VERB = Pattern.compile("[a-z]{1,20}(-[a-z]{1,20}){0,3}");
    private static final int MOST_VERBS = 200;
    private static final int LONGEST_LINE = 16_384;
    private static final Pattern LINE = Pattern.compile(Pattern.quote(KIND)
            + " (?<host>[\\x21-\\x7E]{1,253}) (?<run>[0-9a-z-]{1,100}) (?<from>\\d{1,14}) (?<until>\\d{1,14})"
            + " (?<verbs>[a-z,-]{1,10000}) (?<signature>[0-9a-f]{64})");

    public Announcement {
        verbs = List.copyOf(verbs);
        if (!HOST.matcher(host).matches()
                || !ProbeRun.MARKER.matcher(run).matches()
                || verbs.isEmpty()
                || verbs.size() > MOST_VERBS
                || !verbs.stream().allMatch(verb -> VERB.matcher(verb).matches())) {
            throw new IllegalArgumentException("no host, marker or verbs of a probe");
        }
        if (untilMillis <= fromMillis || untilMillis - fromMillis > LONGEST_MILLIS) {
            throw new IllegalArgumentException("a run ends after it began, and within 15 minutes");
        }
    }

    private String text() {
        return String.join(
                " ", KIND, host, run, Long.toString(fromMillis), Long.toString(untilMillis), String.join(",", verbs));
    }

    /** The line, without a line end. */
    public byte[] line(AnnouncementKey key) {
        return (text() + ' ' + key.sign(text())).getBytes(US_ASCII);
    }

    /**
     * Reads a line and proves its signature with the key of the host that it names.
     *
     * @throws IOException with the reason, where it is no announcement or was not made with that key
     */
    public static Announcement read(byte[] line, String siteKey) throws IOException {
        Matcher matcher = LINE.matcher(line.length > LONGEST_LINE ? "" : new String(line, US_ASCII));
        if (!matcher.matches()) {
            throw new IOException("it is no announcement");
        }
        Announcement read;
        try {
            read = new Announcement(
                    matcher.group("host"),
                    matcher.group("run"),
                    Long.parseLong(matcher.group("from")),
                    Long.parseLong(matcher.group("until")),
                    List.of(matcher.group("verbs").split(",")));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (!AnnouncementKey.ofHost(siteKey, read.host).signed(read.text(), matcher.group("signature"))) {
            throw new IOException("it was not signed with the key of the host " + read.host);
        }
        return read;
    }
}
