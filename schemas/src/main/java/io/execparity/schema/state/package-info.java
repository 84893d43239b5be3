/** The form in which what a program knows outlives it, and a later build reads what an earlier one wrote. */
@NullMarked
package io.execparity.schema.state;

import org.jspecify.annotations.NullMarked;
