/** What people say of findings: that somebody has them, that they are done, that they need nobody. */
@NullMarked
package io.execparity.dashboard.triage;

import org.jspecify.annotations.NullMarked;
