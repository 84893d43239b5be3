/** Audit events put together from records, and what is missing between and inside them. */
@NullMarked
package io.execparity.schema.event;

import org.jspecify.annotations.NullMarked;
