/** What a run has to say on a terminal: its summary and its progress. */
@NullMarked
package io.execparity.dashboard.terminal;

import org.jspecify.annotations.NullMarked;
