/** Findings as alerts need them. */
@NullMarked
package io.execparity.alert.finding;

import org.jspecify.annotations.NullMarked;
