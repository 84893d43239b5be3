/** What the host is like, looked at again and again. */
@NullMarked
package io.execparity.collect.agent.snapshot;

import org.jspecify.annotations.NullMarked;
