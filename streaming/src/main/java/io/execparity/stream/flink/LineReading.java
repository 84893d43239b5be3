package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.execparity.collect.parse.ParseResult;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.parse.RejectReason;
import io.execparity.collect.parse.Rejected;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.codec.MessageReader;
import io.execparity.schema.record.Origin;
import io.execparity.schema.text.TerminalText;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultEncoder;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Finds out which host a line is of, and which lines are no records. It lets so many hosts through and no more. */
final class LineReading {
    /** The longest name of a host in the DNS. */
    private static final int LONGEST_NAME = 253;

    private static final String NO_MESSAGE = "no_message";

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
            refuse(partition, offset, json, "It names no host, or one host more than are followed at once.");
        } catch (InvalidCatalogueException e) {
            refuse(partition, offset, json, TerminalText.UNICODE.of(String.valueOf(e.getMessage())));
        }
    }

    private void refuse(Rejected line) {
        rejected.refused(line.reason().name().toLowerCase(Locale.ROOT), encoder.rejected(line));
    }

    private void refuse(String partition, long offset, byte[] json, String why) {
        rejected.refused(NO_MESSAGE, encoder.refused(new Origin(partition, offset), NO_MESSAGE, why, json));
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
