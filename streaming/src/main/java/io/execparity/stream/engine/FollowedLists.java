package io.execparity.stream.engine;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.measurement.ListFlaw;
import io.execparity.stream.measurement.ListedEntry;
import io.execparity.stream.measurement.ListedEntry.Shows;
import io.execparity.stream.measurement.NameHash;
import io.execparity.stream.measurement.UnknownDigests.Content;
import io.execparity.stream.state.IntegerCodec;
import io.execparity.stream.state.NumberCodec;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What entries of the host's measurement lists show while they are followed. Of each boot a content is told once, however
 * many lists and banks have it, and of what is wrong with a list the first of each kind.
 */
final class FollowedLists {
    /** Further contents of one boot are told as such, once. */
    private static final int MOST_CONTENTS = 1_000;
    /** With all that else is told of a boot; a writer may name more forms than there are. */
    private static final int MOST_TOLD = 2 * MOST_CONTENTS;
    /** About what one takes on the heap, bytes. */
    private static final int WEIGHT = 112;

    private static final int BOOT = 1;
    private static final String BEYOND = "beyond";
    private static final String INCOMPARABLE = "incomparable";

    private final String host;
    private final Consumer<Observation> out;
    /** By the hash of what was told. */
    private final BoundedTable<Long, Integer> told;

    private final NameHash hash = new NameHash();
    private String boot = "";

    FollowedLists(String host, Tables tables, Consumer<Observation> out) {
        this.host = host;
        this.out = out;
        this.told = new BoundedTable<>(
                tables.table("told of lists", NumberCodec.CODEC, IntegerCodec.CODEC),
                tables.room(),
                MOST_TOLD,
                never -> 0,
                (name, once) -> WEIGHT);
    }

    void take(ListedEntry entry) {
        if (!entry.boot().equals(boot)) {
            told.clear();
            boot = entry.boot();
        }
        EventKey key = new EventKey(entry.epochMillis(), 0);
        if (entry.shows().isFlaw()) {
            if (isNew(entry.shows() + entry.form())) {
                out.accept(new Observation.ListFlawed(host, key, flaw(entry), true));
            }
        } else if (entry.shows() == Shows.INCOMPARABLE) {
            if (isNew(INCOMPARABLE)) {
                out.accept(new Observation.DigestsIncomparable(host, key, Observation.UNCOUNTED));
            }
        } else {
            content(entry, key);
        }
    }

    private void content(ListedEntry entry, EventKey key) {
        String what = entry.path() + '\0' + entry.algorithm() + ':' + entry.digest();
        if (told.size() < MOST_CONTENTS) {
            if (isNew(what)) {
                boolean changed = entry.shows() == Shows.OTHER_CONTENT;
                Content content =
                        new Content(entry.path(), entry.algorithm(), entry.digest(), changed, entry.number(), 1, false);
                out.accept(new Observation.DigestUnknown(host, key, content, 1));
            }
        } else if (told.get(name(what)) == null && isNew(BEYOND)) {
            out.accept(new Observation.DigestUnknown(host, key, null, Observation.UNCOUNTED));
        }
    }

    private static ListFlaw flaw(ListedEntry entry) {
        String of = entry.boot().isEmpty() ? " of a boot without an id" : " of boot " + entry.boot();
        String list = entry.form() + of;
        ListFlaw.Kind kind = entry.shows() == Shows.CHANGED ? ListFlaw.Kind.CHANGED : ListFlaw.Kind.UNREADABLE;
        return new ListFlaw(
                list,
                entry.number(),
                entry.number() + 1,
                0,
                kind,
                "is wrong at entry " + entry.number() + ": " + entry.what());
    }

    private boolean isNew(String what) {
        Long name = name(what);
        if (told.get(name) != null) {
            return false;
        }
        told.put(name, 1);
        return true;
    }

    private Long name(String what) {
        return hash.of(Bytes.view(what.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Writes what is known beside the table. */
    void save(StateWriter out) {
        if (!boot.isEmpty()) {
            out.text(BOOT, boot);
        }
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            if (in.tag() == BOOT) {
                boot = in.text();
            }
        }
    }
}
