/** A report in its forms. None of them reads a clock, a locale or a time zone. */
@NullMarked
package io.execparity.report.write;

import org.jspecify.annotations.NullMarked;
