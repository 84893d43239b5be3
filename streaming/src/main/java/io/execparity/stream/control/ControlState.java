package io.execparity.stream.control;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.TerminalText;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.interpreter.InterpreterSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of a control topic have said so far. A message replaces the earlier one of its kind and id, so that
 * the topic may be compacted; each says itself from which event time it holds. What was judged before a message came is
 * not judged again, so that a finding of that time may have been told already.
 *
 * <p>Each instance of a job has one of its own, fed by all messages in their order, and saves it as those messages: there is
 * one form of them and not two. Whatever comes, nothing is thrown and no more than {@link #MOST_BYTES} is kept. For one
 * thread.
 */
public final class ControlState implements InterpreterSource {
    /** The longest message. */
    public static final int LONGEST_MESSAGE = 64 * 1024;
    /** The length of all messages together. */
    public static final long MOST_BYTES = 32L * 1024 * 1024;

    private static final int MOST_REFERENCE_ENTRIES = 10_000;
    private static final int MOST_INTERPRETERS = 64;
    private static final int MOST_TOLD = 500;
    private static final int MESSAGE = 1;

    private final InterpreterCatalogue site;
    private final Suppressions suppressions;
    private final Map<String, ReferenceEntry> references = new HashMap<>();
    private final Map<String, AddedInterpreters> interpreters = new HashMap<>();
    /** By kind and id. */
    private final NavigableMap<String, byte[]> messages = new TreeMap<>();

    /** The catalogue from its time on, until the next one's. */
    private NavigableMap<Long, InterpreterCatalogue> catalogues = new TreeMap<>();

    private long keptBytes;

    /**
     * @param site the interpreters that are known without any message
     * @param suppressions where suppressions and reference entries of messages go, beside those that are there
     */
    public ControlState(InterpreterCatalogue site, Suppressions suppressions) {
        this.site = site;
        this.suppressions = suppressions;
    }

    /**
     * Takes the next record of the topic.
     *
     * @param recordKey what the topic is compacted by: {@code suppression/ID}, {@code reference-entry/ID} or
     *     {@code interpreters/ID}
     * @param message as for {@link #accept(byte[])}, null to have what was said under the key forgotten
     * @return as there
     */
    public Optional<String> accept(String recordKey, byte @Nullable [] message) {
        if (message != null) {
            return accept(recordKey, message, false);
        }
        forget(recordKey);
        return Optional.empty();
    }

    /**
     * Takes the next message.
     *
     * @param message JSON as {@code suppression}, {@code reference-entry} or {@code interpreters.schema.json} describes it
     * @return why it is refused and changed nothing, bounded and safe to show; empty where it was taken
     */
    public Optional<String> accept(byte[] message) {
        return accept("", message, true);
    }

    private Optional<String> accept(String recordKey, byte[] message, boolean underAnyKey) {
        if (message.length > LONGEST_MESSAGE) {
            return Optional.of(message.length + " bytes, more than " + LONGEST_MESSAGE);
        }
        try {
            CatalogueNode node = CatalogueReader.readJson("message", 1, message);
            MessageKind kind = MessageKind.of(node);
            String key = kind.word() + "/" + ControlNodes.id(node);
            if (!underAnyKey && !recordKey.equals(key)) {
                throw node.wrong("its record must have the key '" + key + "', by which a later one takes its place");
            }
            byte[] before = messages.get(key);
            long bytes = keptBytes + message.length - (before == null ? 0 : before.length);
            if (bytes > MOST_BYTES || before == null && isFull(kind)) {
                return Optional.of("there is no room for more");
            }
            switch (kind) {
                case SUPPRESSION -> {
                    Suppression suppression = SuppressionReader.read(node);
                    if (before == null && suppressions.isKnown(suppression.id())) {
                        throw node.wrong("the site's own file has a suppression of that id");
                    }
                    if (!suppress(suppression)) {
                        return Optional.of("there is no room for more");
                    }
                }
                case REFERENCE_ENTRY -> know(ReferenceEntry.read(node));
                case INTERPRETERS -> add(AddedInterpreters.read(node));
            }
            keep(key, message.clone());
            return Optional.empty();
        } catch (InvalidCatalogueException e) {
            String why = String.valueOf(e.getMessage());
            return Optional.of(
                    TerminalText.UNICODE.of(why.length() <= MOST_TOLD ? why : why.substring(0, MOST_TOLD) + "…"));
        }
    }

    /**
     * Forgets what the last message under a key said, as if it had never come: the topic has a record without a value.
     *
     * @param key {@code suppression/ID}, {@code reference-entry/ID} or {@code interpreters/ID}
     */
    public void forget(String key) {
        if (drop(key) == null) {
            return;
        }
        String id = key.substring(key.indexOf('/') + 1);
        if (key.startsWith(MessageKind.SUPPRESSION.word() + "/")) {
            suppressions.remove(id);
        } else if (key.startsWith(MessageKind.REFERENCE_ENTRY.word() + "/")) {
            forgetReference(id);
        } else {
            interpreters.remove(id);
            catalogues = catalogues();
        }
    }

    private boolean isFull(MessageKind kind) {
        return kind == MessageKind.REFERENCE_ENTRY && references.size() >= MOST_REFERENCE_ENTRIES
                || kind == MessageKind.INTERPRETERS && interpreters.size() >= MOST_INTERPRETERS;
    }

    private void know(ReferenceEntry entry) {
        forgetReference(entry.id());
        references.put(entry.id(), entry);
        suppressions.know(entry);
    }

    private void forgetReference(String id) {
        ReferenceEntry before = references.remove(id);
        if (before != null) {
            suppressions.unknow(before);
        }
    }

    private void add(AddedInterpreters added) throws InvalidCatalogueException {
        // Alone, so that a message is refused for its own faults only.
        Map<String, AddedInterpreters> all = new HashMap<>(interpreters);
        all.put(added.id(), added);
        InterpreterCatalogue before = site;
        for (AddedInterpreters one : inOrder(all)) {
            before = one.equals(added) ? added.before(before) : withIfFits(one, before);
        }
        interpreters.put(added.id(), added);
        catalogues = catalogues();
    }

    private static List<AddedInterpreters> inOrder(Map<String, AddedInterpreters> all) {
        List<AddedInterpreters> inOrder = new ArrayList<>(all.values());
        inOrder.sort(AddedInterpreters.IN_ORDER);
        return inOrder;
    }

    private NavigableMap<Long, InterpreterCatalogue> catalogues() {
        NavigableMap<Long, InterpreterCatalogue> made = new TreeMap<>();
        InterpreterCatalogue catalogue = site;
        for (AddedInterpreters one : inOrder(interpreters)) {
            catalogue = withIfFits(one, catalogue);
            made.put(one.fromMillis(), catalogue);
        }
        return made;
    }

    /** Entries may name those of another message, which may be gone since. */
    private static InterpreterCatalogue withIfFits(AddedInterpreters one, InterpreterCatalogue catalogue) {
        try {
            return one.before(catalogue);
        } catch (InvalidCatalogueException e) {
            return catalogue;
        }
    }

    /** Takes a suppression. Others that ended may have made room for it, and their messages go with them. */
    private boolean suppress(Suppression suppression) {
        boolean fresh = !suppressions.isKnown(suppression.id());
        int before = suppressions.size();
        boolean taken = suppressions.put(suppression);
        if (fresh && taken && suppressions.size() <= before) {
            forgetEnded();
        }
        return taken;
    }

    private void forgetEnded() {
        String prefix = MessageKind.SUPPRESSION.word() + "/";
        for (String key : List.copyOf(
                messages.subMap(prefix, prefix + Character.MAX_VALUE).keySet())) {
            if (!suppressions.isKnown(key.substring(prefix.length()))) {
                drop(key);
            }
        }
    }

    private void keep(String key, byte[] message) {
        drop(key);
        messages.put(key, message);
        keptBytes += message.length;
    }

    private byte @Nullable [] drop(String key) {
        byte[] dropped = messages.remove(key);
        keptBytes -= dropped == null ? 0 : dropped.length;
        return dropped;
    }

    /** What to hold back; the same object for ever, which knows what messages say as they come. */
    public Suppressions suppressions() {
        return suppressions;
    }

    @Override
    public InterpreterCatalogue at(long epochMillis) {
        Map.Entry<Long, InterpreterCatalogue> known = catalogues.floorEntry(epochMillis);
        return known == null ? site : known.getValue();
    }

    /** How many messages are kept. */
    public int size() {
        return messages.size();
    }

    /** Writes all that was said and still counts. */
    public void save(StateWriter out) {
        messages.values().forEach(message -> out.bytes(MESSAGE, message));
    }

    /** Goes on from what was saved, before any message. */
    public void restore(StateReader in) throws UnreadableStateException {
        List<byte[]> waiting = new ArrayList<>();
        while (in.next()) {
            if (in.tag() == MESSAGE) {
                waiting.add(in.bytes());
            }
        }
        // Interpreters may need those of a message that was saved behind theirs.
        int before = -1;
        while (!waiting.isEmpty() && waiting.size() != before) {
            before = waiting.size();
            waiting.removeIf(message -> accept(message).isEmpty());
        }
    }
}
