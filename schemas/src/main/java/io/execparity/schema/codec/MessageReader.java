package io.execparity.schema.codec;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.message.AgentMessage;
import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostRecord.Losses;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.Loss;
import io.execparity.schema.message.SerialRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages that {@link HostSnapshotJson}, {@link LossJson} and {@link HostJson} write, of this build and of all
 * before it. A key that is not known is passed over, since a later build may add some; a form of a later version is
 * refused, since it may mean something else.
 */
public final class MessageReader {
    private static final Pattern SERIALS = Pattern.compile("([0-9]{1,10})(?:-([0-9]{1,10}))?");

    private MessageReader() {}

    /**
     * A message of an agent.
     *
     * @throws InvalidCatalogueException where it is none, with line and column; the message may quote it
     */
    public static AgentMessage agentMessage(byte[] json) throws InvalidCatalogueException {
        CatalogueNode node = CatalogueReader.readJson("message", 1, json);
        String kind = node.require("message").require("kind").text();
        return switch (kind) {
            case "host-snapshot" -> {
                checkVersion(node, HostSnapshotJson.VERSION);
                yield snapshot(
                        node,
                        node.require("snapshot"),
                        node.require("@timestamp").epochMillis());
            }
            case "loss" -> {
                checkVersion(node, LossJson.VERSION);
                yield loss(node);
            }
            default -> throw node.require("message").require("kind").wrong("'" + kind + "' is no message of an agent");
        };
    }

    /**
     * What is known of a host.
     *
     * @throws InvalidCatalogueException where it is not that, with line and column; the message may quote it
     */
    public static HostRecord host(byte[] json) throws InvalidCatalogueException {
        CatalogueNode node = CatalogueReader.readJson("message", 1, json);
        CatalogueNode kind = node.require("message").require("kind");
        if (!kind.text().equals("host")) {
            throw kind.wrong("'" + kind.text() + "' is no host");
        }
        checkVersion(node, HostJson.VERSION);
        CatalogueNode own = node.require("execparity");
        HostSnapshot snapshot = node.find("snapshot").isPresent()
                ? snapshot(node, node.require("snapshot"), own.require("taken").epochMillis())
                : null;
        return new HostRecord(
                host(node), agent(node), node.require("@timestamp").epochMillis(), snapshot, losses(own));
    }

    private static void checkVersion(CatalogueNode message, int known) throws InvalidCatalogueException {
        CatalogueNode version = message.require("message").require("version");
        if (version.number() < 1 || version.number() > known) {
            throw version.wrong("version " + version.number() + " of this form is not known here, only " + known);
        }
    }

    private static String host(CatalogueNode message) throws InvalidCatalogueException {
        return message.require("host").require("name").text();
    }

    private static String agent(CatalogueNode message) throws InvalidCatalogueException {
        return message.find("agent").isPresent() ? message.require("agent").textOf("id") : "";
    }

    private static HostSnapshot snapshot(CatalogueNode message, CatalogueNode told, long epochMillis)
            throws InvalidCatalogueException {
        return new HostSnapshot(
                epochMillis,
                host(message),
                agent(message),
                told.require("cause").word(HostSnapshot.Cause.class),
                told.textOf("boot"),
                told.textOf("kernel"),
                told.textOf("machine"),
                texts(told, "security_modules", JsonLine.MAXIMUM_ITEMS),
                told.textOf("memfd_noexec"),
                texts(told, "mounts", JsonLine.MANY_ITEMS),
                texts(told, "audit_status", JsonLine.MAXIMUM_ITEMS),
                texts(told, "audit_rules", JsonLine.MANY_ITEMS),
                texts(told, "ima_policy", JsonLine.MANY_ITEMS),
                texts(told, "runtimes", JsonLine.MAXIMUM_ITEMS),
                texts(told, "unreadable", JsonLine.MAXIMUM_ITEMS),
                told.textOf("time_zone"));
    }

    /** Texts as they were, empty ones included. */
    private static List<String> texts(CatalogueNode node, String key, int most) throws InvalidCatalogueException {
        List<String> texts = new ArrayList<>();
        if (node.find(key).isPresent()) {
            CatalogueNode list = node.require(key);
            for (CatalogueNode item : list.items()) {
                texts.add(item.scalarOrEmpty());
            }
            if (texts.size() > most + 1) {
                throw list.wrong("more than " + most + " items");
            }
        }
        return texts;
    }

    private static Loss loss(CatalogueNode message) throws InvalidCatalogueException {
        CatalogueNode told = message.require("loss");
        List<SerialRange> serials = new ArrayList<>();
        for (String text : texts(told, "serials", JsonLine.MAXIMUM_ITEMS)) {
            SerialRange range = range(text);
            if (range == null) {
                throw told.require("serials").wrong("'" + text + "' is no range of serials");
            }
            serials.add(range);
        }
        return new Loss(
                message.require("@timestamp").epochMillis(),
                host(message),
                agent(message),
                told.textOf("source"),
                told.require("reason").word(Loss.Reason.class),
                amount(told, "lines"),
                amount(told, "bytes"),
                serials,
                told.textOf("explanation"));
    }

    private static long amount(CatalogueNode node, String key) throws InvalidCatalogueException {
        return node.find(key).isPresent() ? node.require(key).count() : Loss.UNKNOWN;
    }

    private static @Nullable SerialRange range(String text) {
        Matcher written = SERIALS.matcher(text);
        if (!written.matches()) {
            return null;
        }
        long first = Long.parseLong(written.group(1));
        long last = written.group(2) == null ? first : Long.parseLong(written.group(2));
        return last < first ? null : new SerialRange(first, last);
    }

    private static Map<Loss.Reason, Losses> losses(CatalogueNode own) throws InvalidCatalogueException {
        Map<Loss.Reason, Losses> losses = new EnumMap<>(Loss.Reason.class);
        if (own.find("losses").isEmpty()) {
            return losses;
        }
        for (CatalogueNode item : own.require("losses").items()) {
            losses.put(
                    item.require("reason").word(Loss.Reason.class),
                    new Losses(
                            item.require("count").count(),
                            item.require("lines").count(),
                            item.require("bytes").count(),
                            item.require("last_seen").epochMillis(),
                            item.textOf("source"),
                            item.textOf("explanation")));
        }
        return losses;
    }
}
