/** Results of a period to a report. */
@NullMarked
package io.execparity.report.gather;

import org.jspecify.annotations.NullMarked;
