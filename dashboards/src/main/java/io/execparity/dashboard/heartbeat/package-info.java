/** What became of the last run of each host's probe. */
@NullMarked
package io.execparity.dashboard.heartbeat;

import org.jspecify.annotations.NullMarked;
