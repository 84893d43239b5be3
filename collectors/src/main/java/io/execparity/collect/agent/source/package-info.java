/** Where an agent's lines come from: each source on a thread of its own, handing over to one intake. */
@NullMarked
package io.execparity.collect.agent.source;

import org.jspecify.annotations.NullMarked;
