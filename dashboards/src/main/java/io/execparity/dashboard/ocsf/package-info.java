/** Results in the words of the Open Cybersecurity Schema Framework. */
@NullMarked
package io.execparity.dashboard.ocsf;

import org.jspecify.annotations.NullMarked;
