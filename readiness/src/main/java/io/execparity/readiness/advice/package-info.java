/** What would break if a kernel switch were turned on, from what was observed. */
@NullMarked
package io.execparity.readiness.advice;

import org.jspecify.annotations.NullMarked;
