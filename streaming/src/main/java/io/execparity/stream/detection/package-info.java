/** Executions to findings, and the data that tells the known from the noteworthy. */
@NullMarked
package io.execparity.stream.detection;

import org.jspecify.annotations.NullMarked;
