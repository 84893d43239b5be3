/** The job's numbers: as Flink's metrics wherever it runs, and as OpenMetrics where it is in one process. */
@NullMarked
package io.execparity.stream.flink.metrics;

import org.jspecify.annotations.NullMarked;
