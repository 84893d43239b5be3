package io.execparity.alert.choice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.probe.Announcement;
import io.execparity.stream.probe.ProbeRun;
import io.execparity.stream.probe.Verb;
import io.execparity.stream.probe.VerbCatalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The probe's runs that hosts announced, and whose findings nobody has to be told of. A marker alone silences nothing,
 * since whoever reads a process list can write it on his own files. Held back is what bears an announced run's marker and
 * one of its verbs, on its host, in its time, by a rule that this verb has to cause; and that once for each verb and rule,
 * so that whoever takes the place of the probe's own finding has that one told. It knows no clock. For one thread.
 */
public final class ProbeRuns {
    /** How far a host's clock may be ahead. */
    private static final long AHEAD_MILLIS = 60_000;
    /** How long what happened in time may take to come here. */
    private static final long LATE_MILLIS = 5 * 60_000;
    /** Between two announcements of one host: who has a host's key cannot have everything on it held back. */
    private static final long BETWEEN_MILLIS = 10 * 60_000;

    private static final int MOST_OPEN = 10_000;
    private static final int LONGEST_TEXT = 100_000;
    private static final Pattern MARKED =
            Pattern.compile('(' + ProbeRun.MARKER.pattern() + ")[^0-9a-z]([a-z]+(?:-[a-z]+)*)");

    private final VerbCatalogue catalogue = VerbCatalogue.bundled();
    private final String siteKey;
    private final Map<String, String> kept;
    private final Map<String, Run> open = new HashMap<>();

    /** What becomes of a finding. */
    public enum Verdict {
        /** It bears no probe's marker. */
        UNMARKED,
        /** It bears one, and no announcement covers it. */
        UNANNOUNCED,
        /** Nobody has to be told. */
        HELD
    }

    /** When it came, what of it was held back, and the line. */
    private record Run(Announcement announced, long came, Set<String> held, String line) {
        String kept() {
            return came + "\n" + String.join(",", held) + '\n' + line;
        }
    }

    /**
     * Goes on with the runs that were announced before.
     *
     * @param siteKey from which hosts' keys follow; empty where no host may announce anything
     * @param kept what outlives the process, by the run's marker; changed by all that changes this
     */
    public ProbeRuns(String siteKey, Map<String, String> kept) {
        this.siteKey = siteKey;
        this.kept = kept;
        for (String text : List.copyOf(kept.values())) {
            String[] parts = text.split("\n", 3);
            try {
                Announcement announced = Announcement.read(parts[2].getBytes(US_ASCII), siteKey);
                Set<String> held = new TreeSet<>(parts[1].isEmpty() ? List.of() : List.of(parts[1].split(",")));
                open.put(announced.run(), new Run(announced, Long.parseLong(parts[0]), held, parts[2]));
            } catch (IOException e) {
                // The site has another key now.
            }
        }
    }

    /**
     * Takes an announcement, if it was made with its host's key for a time that is not over.
     *
     * @param now by this machine's clock, milliseconds of the epoch
     * @return its run and host
     * @throws IOException with the reason, where it counts for nothing
     */
    public Announcement announce(byte[] line, long now) throws IOException {
        if (siteKey.isEmpty()) {
            throw new IOException("no host may announce anything here");
        }
        Announcement read = Announcement.read(line, siteKey);
        if (now > read.untilMillis() || read.fromMillis() > now + AHEAD_MILLIS) {
            throw new IOException("its time is over, or not yet come; it may be an old one sent again");
        }
        if (open.containsKey(read.run())) {
            throw new IOException("this run was announced before");
        }
        for (Run before : open.values()) {
            if (before.announced.host().equals(read.host()) && now - before.came < BETWEEN_MILLIS) {
                throw new IOException("the host " + read.host() + " announced another run within ten minutes");
            }
        }
        if (open.size() >= MOST_OPEN) {
            throw new IOException("too many runs are announced at a time");
        }
        Run run = new Run(read, now, new TreeSet<>(), new String(line, US_ASCII));
        open.put(read.run(), run);
        kept.put(read.run(), run.kept());
        return read;
    }

    /** What becomes of a finding that came now. */
    public Verdict judge(AlertFacts facts, JsonNode json, long now) {
        Map<String, Set<String>> marks = marks(json);
        if (marks.isEmpty()) {
            return Verdict.UNMARKED;
        }
        for (Map.Entry<String, Set<String>> mark : marks.entrySet()) {
            Run run = open.get(mark.getKey());
            if (run != null && covers(run, facts, now) && takes(run, mark.getValue(), facts)) {
                return Verdict.HELD;
            }
        }
        return Verdict.UNANNOUNCED;
    }

    private static boolean covers(Run run, AlertFacts facts, long now) {
        Announcement announced = run.announced;
        return facts.host().equals(announced.host())
                && facts.time() >= announced.fromMillis()
                && facts.time() <= announced.untilMillis()
                && now <= announced.untilMillis() + LATE_MILLIS;
    }

    /** One finding of a verb and a rule, and no other. */
    private boolean takes(Run run, Set<String> words, AlertFacts facts) {
        Optional<Rule> rule = facts.known();
        for (String word : words) {
            Optional<Verb> verb =
                    catalogue.find(word).filter(known -> run.announced.verbs().contains(known.name()));
            if (verb.isPresent()
                    && rule.isPresent()
                    && verb.get().causes(rule.get())
                    && run.held.add(word + ' ' + facts.rule())) {
                kept.put(run.announced.run(), run.kept());
                return true;
            }
        }
        return false;
    }

    /** Markers, and the words behind each, in what the process chose. */
    private static Map<String, Set<String>> marks(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.at("/process/args").forEach(word -> texts.add(word.asText()));
        texts.add(json.at("/process/executable").asText());
        texts.add(json.at("/file/path").asText());
        texts.add(json.at("/execparity/memfd/name").asText());
        Map<String, Set<String>> marks = new HashMap<>();
        for (String text : texts) {
            Matcher matcher = MARKED.matcher(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
            // A marker in a folder's name may stand right before the one in the file's.
            for (int from = 0; matcher.find(from); from = matcher.end(1)) {
                marks.computeIfAbsent(matcher.group(1), run -> new HashSet<>()).add(matcher.group(2));
            }
        }
        return marks;
    }

    private static boolean isOver(Run run, long now) {
        return now > run.announced.untilMillis() + LATE_MILLIS && now - run.came >= BETWEEN_MILLIS;
    }

    /** Whether there is a run to be forgotten. */
    public boolean isDue(long now) {
        return open.values().stream().anyMatch(run -> isOver(run, now));
    }

    /** Forgets runs that nothing can belong to any more, and says of each what was held back. */
    public List<String> close(long now) {
        List<String> told = new ArrayList<>();
        for (Iterator<Run> runs = open.values().iterator(); runs.hasNext(); ) {
            Run run = runs.next();
            Announcement announced = run.announced;
            if (isOver(run, now)) {
                told.add("of the probe's run " + announced.run() + " on " + announced.host() + ", " + run.held.size()
                        + " findings were held back");
                kept.remove(announced.run());
                runs.remove();
            }
        }
        return told;
    }
}
