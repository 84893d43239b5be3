/**
 * The correlation engine: a host's events, in the kernel's order, to observations about executions and checks. Plain
 * Java, one engine a host; its state lives in tables that a heap or a stream processor can hold.
 */
@NullMarked
package io.execparity.stream.engine;

import org.jspecify.annotations.NullMarked;
