package io.execparity.stream.control;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.util.List;
import java.util.Locale;

/** What a control message can be about; each names itself, and the version of its form. */
enum MessageKind {
    SUPPRESSION,
    REFERENCE_ENTRY,
    INTERPRETERS;

    /** Raised when a reader of an older form could misunderstand a message. */
    private static final int VERSION = 1;

    /** As messages have it, {@code reference-entry}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind that a message says it is.
     *
     * @throws InvalidCatalogueException also for a form that is newer than this program
     */
    static MessageKind of(CatalogueNode message) throws InvalidCatalogueException {
        CatalogueNode about = message.require("message");
        about.allowOnly(List.of("kind", "version"));
        MessageKind kind = about.require("kind").word(MessageKind.class);
        CatalogueNode version = about.require("version");
        if (version.number() < 1 || version.number() > VERSION) {
            throw version.wrong("version " + version.number() + " of this form is not known here, only " + VERSION);
        }
        return kind;
    }
}
