/** Audit records as people look at them: the line as it was, and what its fields say. */
@NullMarked
package io.execparity.schema.evidence;

import org.jspecify.annotations.NullMarked;
