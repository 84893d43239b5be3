/** Puts the records of a host together into events, in the kernel's order, and says what is missing. */
@NullMarked
package io.execparity.collect.coalesce;

import org.jspecify.annotations.NullMarked;
