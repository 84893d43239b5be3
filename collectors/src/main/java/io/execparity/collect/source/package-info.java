/** A host's files and streams to lines, each with the place it was read from. */
@NullMarked
package io.execparity.collect.source;

import org.jspecify.annotations.NullMarked;
