/** Which rules can see on which hosts, and what is missing where they cannot. */
@NullMarked
package io.execparity.readiness.coverage;

import org.jspecify.annotations.NullMarked;
