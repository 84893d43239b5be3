package io.execparity.collect.coalesce;

/** What became of a record that was offered to a boot. */
enum Answer {
    TAKEN,
    /** The very same record came before, or it adds nothing. */
    REPEATED,
    /** Its stamp fits nowhere in this boot. */
    STRANGE
}
