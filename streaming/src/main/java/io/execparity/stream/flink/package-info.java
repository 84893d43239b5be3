/** The job: the stages of {@link io.execparity.stream.Analysis} on a Flink cluster. Nothing here knows a rule. */
@NullMarked
package io.execparity.stream.flink;

import org.jspecify.annotations.NullMarked;
