/** Interpreters as data: which images read code, and how their command lines say where it is. */
@NullMarked
package io.execparity.stream.interpreter;

import org.jspecify.annotations.NullMarked;
