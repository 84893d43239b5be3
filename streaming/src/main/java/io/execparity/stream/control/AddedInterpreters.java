package io.execparity.stream.control;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import java.util.Comparator;
import java.util.List;

/**
 * Further interpreters, as a site's file of them has them, with the time from which they are known.
 *
 * @param id names them for ever
 * @param owner who answers for them
 * @param fromMillis the event time from which they hold, in milliseconds of the epoch
 * @param entries the mapping under {@code catalogue}
 */
record AddedInterpreters(String id, String owner, long fromMillis, CatalogueNode entries) {
    static final Comparator<AddedInterpreters> IN_ORDER =
            Comparator.comparingLong(AddedInterpreters::fromMillis).thenComparing(AddedInterpreters::id);

    private static final List<String> KEYS = List.of("message", "id", "owner", "from", "catalogue");

    AddedInterpreters {
        requireNonNull(id, "id is null");
        requireNonNull(owner, "owner is null");
        requireNonNull(entries, "entries is null");
    }

    static AddedInterpreters read(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(KEYS);
        return new AddedInterpreters(
                ControlNodes.id(node),
                ControlNodes.text(node, "owner", ControlNodes.MOST_NAME),
                node.require("from").epochMillis(),
                node.require("catalogue"));
    }

    /** @throws InvalidCatalogueException where the entries are not as they should be */
    InterpreterCatalogue before(InterpreterCatalogue after) throws InvalidCatalogueException {
        return after.withAdditional(entries);
    }
}
