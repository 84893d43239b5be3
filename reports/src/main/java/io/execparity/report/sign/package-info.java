/** What vouches for a report's files. */
@NullMarked
package io.execparity.report.sign;

import org.jspecify.annotations.NullMarked;
