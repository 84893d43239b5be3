/** Byte strings as the kernel writes them, and their safe display. */
@NullMarked
package io.execparity.schema.text;

import org.jspecify.annotations.NullMarked;
