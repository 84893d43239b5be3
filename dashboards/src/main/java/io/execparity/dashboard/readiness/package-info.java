/** Readiness and coverage over stored results. */
@NullMarked
package io.execparity.dashboard.readiness;

import org.jspecify.annotations.NullMarked;
