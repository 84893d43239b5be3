/** A Kafka broker inside this process, for a pipeline on one machine. */
@NullMarked
package io.execparity.collect.broker;

import org.jspecify.annotations.NullMarked;
