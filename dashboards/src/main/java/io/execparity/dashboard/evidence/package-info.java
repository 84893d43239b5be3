/** What stands behind a finding: its records, its file's history and its processes. */
@NullMarked
package io.execparity.dashboard.evidence;

import org.jspecify.annotations.NullMarked;
