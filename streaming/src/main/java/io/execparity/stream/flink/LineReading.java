package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.execparity.collect.parse.ParseResult;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.parse.RejectReason;
import io.execparity.collect.parse.Rejected;
import io.execparity.collect.source.RawLine;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultEncoder;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Finds out which host a line is of, and which lines are no records. It lets so many hosts through and no more. */
final class LineReading {
    /** The longest name of a host in the DNS. */
    private static final int LONGEST_NAME = 253;

    private final Analysis.Settings settings;
    private final int mostHosts;
    private final Consumer<EncodedResult> rejected;
    private final ResultEncoder encoder = new ResultEncoder();
    private final Set<String> hosts = new HashSet<>();

    LineReading(Analysis.Settings settings, int mostHosts, Consumer<EncodedResult> rejected) {
        this.settings = settings;
        this.mostHosts = mostHosts;
        this.rejected = rejected;
    }

    /**
     * Hands the line on where it is a record.
     *
     * @param key who sent the line, by the name that counts where the line itself has none; empty where nobody knows
     * @param length of the line, which {@code raw} may be only the beginning of
     */
    boolean take(RawLine raw, long length, byte[] key, Consumer<HostLine> out) {
        ParseResult result = raw.length() == length
                ? settings.parser().parse(raw)
                : settings.parser().oversized(raw, length);
        if (result instanceof Parsed parsed) {
            String host = parsed.host().isEmpty() ? sender(key) : parsed.host();
            if (admits(host)) {
                out.accept(new HostLine(host, raw.source(), raw.offset(), raw.buffer()));
                return true;
            }
            rejected.accept(encoder.rejected(Rejected.of(raw, RejectReason.TOO_MANY_HOSTS)));
        } else if (result instanceof Rejected refused) {
            rejected.accept(encoder.rejected(refused));
        }
        return false;
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
