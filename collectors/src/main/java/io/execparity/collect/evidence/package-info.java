/** Finds the lines that findings name, so that people can look at them. */
@NullMarked
package io.execparity.collect.evidence;

import org.jspecify.annotations.NullMarked;
