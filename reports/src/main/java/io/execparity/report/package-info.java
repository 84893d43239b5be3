/** Reports for those who answer for controls: from a store of results to files. */
@NullMarked
package io.execparity.report;

import org.jspecify.annotations.NullMarked;
