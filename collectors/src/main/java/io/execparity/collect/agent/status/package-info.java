/** How an agent is doing, for whoever watches it from the same machine. */
@NullMarked
package io.execparity.collect.agent.status;

import org.jspecify.annotations.NullMarked;
