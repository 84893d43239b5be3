/** How a process is doing, for whoever watches it from the same machine. */
@NullMarked
package io.execparity.collect.status;

import org.jspecify.annotations.NullMarked;
