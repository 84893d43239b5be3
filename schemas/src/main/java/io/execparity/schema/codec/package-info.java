/** The only place where JSON is written: one object a line, and lines in event order. */
@NullMarked
package io.execparity.schema.codec;

import org.jspecify.annotations.NullMarked;
