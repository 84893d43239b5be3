/** One host's events to executions: what ran, through what, and whether anyone asked first. */
@NullMarked
package io.execparity.stream.engine;

import org.jspecify.annotations.NullMarked;
