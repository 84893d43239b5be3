/** One record of the Linux audit stream, typed where a rule reads it. */
@NullMarked
package io.execparity.schema.record;

import org.jspecify.annotations.NullMarked;
