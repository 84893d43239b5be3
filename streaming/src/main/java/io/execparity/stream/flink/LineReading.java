package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.execparity.collect.ima.ListShape;
import io.execparity.collect.parse.ParseResult;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.parse.RejectReason;
import io.execparity.collect.parse.Rejected;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.codec.MessageReader;
import io.execparity.schema.message.MeasurementPlace;
import io.execparity.schema.record.Origin;
import io.execparity.schema.text.TerminalText;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultEncoder;
import io.execparity.stream.engine.TracedCall;
import io.execparity.stream.measurement.ListedEntry;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds out which host a line is of, and which lines are no records. It lets so many hosts through and no more. */
final class LineReading {
    /** The longest name of a host in the DNS. */
    private static final int LONGEST_NAME = 253;

    private static final int LONGEST_TRACE = 16 * 1024;
    /** What the shipped tracer prints when it begins. */
    private static final String TRACER_BEGAN = "{\"probe\":\"execveat-flags\"";

    private final Analysis.Settings settings;
    private final int mostHosts;
    private final Refusals rejected;
    private final ResultEncoder encoder = new ResultEncoder();
    private final Set<String> hosts = new HashSet<>();

    /** Told of what is neither a line nor a message. */
    interface Refusals {
        /**
         * Takes one.
         *
         * @param reason one of few words
         */
        void refused(String reason, EncodedResult line);
    }

    LineReading(Analysis.Settings settings, int mostHosts, Refusals rejected) {
        this.settings = settings;
        this.mostHosts = mostHosts;
        this.rejected = rejected;
    }

    /**
     * Hands the line on where it is a record.
     *
     * @param key who sent the line, by the name that counts where the line itself has none; empty where nobody knows
     * @param number the sender's
     * @param length of the line, which {@code raw} may be only the beginning of
     */
    boolean take(RawLine raw, long length, byte[] key, LineNumber number, Consumer<HostItem> out) {
        ParseResult result = raw.length() == length
                ? settings.parser().parse(raw)
                : settings.parser().oversized(raw, length);
        if (result instanceof Parsed parsed) {
            String host = parsed.host().isEmpty() ? sender(key) : parsed.host();
            if (admits(host)) {
                boolean own = number.isGiven() && host.equals(sender(key));
                out.accept(
                        new HostLine(host, raw.source(), raw.offset(), own ? number : LineNumber.NONE, raw.buffer()));
                if (!own) {
                    note(raw, key, number, out);
                }
                return true;
            }
            refuse(Rejected.of(raw, RejectReason.TOO_MANY_HOSTS));
        } else if (result instanceof Rejected refused) {
            refuse(refused);
        }
        note(raw, key, number, out);
        return false;
    }

    /** The numbers are the sender's: where the line is of another host, or of none, its number is told apart. */
    private void note(RawLine raw, byte[] key, LineNumber number, Consumer<HostItem> out) {
        if (number.isGiven() && admits(sender(key))) {
            out.accept(new HostNote(sender(key), raw.source(), number, new byte[0]));
        }
    }

    /**
     * Hands an agent's message on where it is one, to the host that it names.
     *
     * @param partition it was read from
     */
    void takeMessage(String partition, long offset, LineNumber number, byte[] json, Consumer<HostItem> out) {
        try {
            String host = MessageReader.agentMessage(json).host();
            if (!host.isEmpty() && host.length() <= LONGEST_NAME && admits(host)) {
                out.accept(new HostNote(host, partition, number, json));
                return;
            }
            refuse(
                    partition,
                    offset,
                    "no_message",
                    json,
                    "It names no host, or one host more than are followed at once.");
        } catch (InvalidCatalogueException e) {
            refuse(partition, offset, "no_message", json, TerminalText.UNICODE.of(String.valueOf(e.getMessage())));
        }
    }

    private void refuse(Rejected line) {
        rejected.refused(line.reason().name().toLowerCase(Locale.ROOT), encoder.rejected(line));
    }

    /** Hands a tracer's line on where it tells of a call, to the host that its sender is. */
    void takeTrace(TopicLine line, Consumer<HostItem> out) {
        String sender = sender(line.key());
        String text = line.line().length <= LONGEST_TRACE ? new String(line.line(), ISO_8859_1) : "";
        boolean call = TracedCall.parse(text).isPresent();
        if (call && admits(sender)) {
            out.accept(new HostTrace(sender, line.partition(), line.number(), text));
            return;
        }
        if (!text.startsWith(TRACER_BEGAN)) {
            String why = call
                    ? "It is of one host more than are followed at once."
                    : "It is no line of JSON with the pid, flags and ret of an execveat.";
            refuse(line.partition(), line.offset(), "no_trace", line.line(), why);
        }
        noteAlone(sender, line, out);
    }

    private void noteAlone(String sender, TopicLine line, Consumer<HostItem> out) {
        if (line.number().isGiven() && admits(sender)) {
            out.accept(new HostNote(sender, line.partition(), line.number(), new byte[0]));
        }
    }

    /** Hands on what there is to tell of the entry of a measurement list, to the host that its sender is. */
    void takeEntry(TopicLine line, EntryReading entries, Consumer<HostItem> out) {
        String sender = sender(line.key());
        MeasurementPlace place = MeasurementPlace.of(line.place()).orElse(null);
        ListShape shape = Optional.ofNullable(place)
                .flatMap(known -> ListShape.of(known.form()))
                .orElse(null);
        if (place == null || shape == null) {
            refuseEntry(line, "No header says which entry of which list it is.");
        } else if (line.line().length > MeasurementPlace.LARGEST_SENT) {
            refuseEntry(line, "It is larger than what agents send.");
        } else if (!admits(sender)) {
            refuseEntry(line, "It is of one host more than are followed at once.");
        } else {
            ListedEntry told = entries.read(sender, place, shape, line);
            if (told != null) {
                out.accept(new HostEntry(sender, line.partition(), line.number(), told));
                return;
            }
        }
        noteAlone(sender, line, out);
    }

    private void refuseEntry(TopicLine line, String why) {
        refuse(line.partition(), line.offset(), "no_entry", line.line(), why);
    }

    private void refuse(String partition, long offset, String reason, byte[] content, String why) {
        rejected.refused(reason, encoder.refused(new Origin(partition, offset), reason, why, content));
    }

    private boolean admits(String host) {
        return hosts.contains(host) || hosts.size() < mostHosts && hosts.add(host);
    }

    /** Shippers give records all kinds of keys; what cannot be a name is none. */
    private String sender(byte[] key) {
        if (key.length == 0 || key.length > LONGEST_NAME) {
            return settings.host();
        }
        for (byte b : key) {
            boolean inNames = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
            if (!inNames && b != '.' && b != '-' && b != '_') {
                return settings.host();
            }
        }
        return new String(key, US_ASCII);
    }
}
