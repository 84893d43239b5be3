/** From the spool to Kafka. */
@NullMarked
package io.execparity.collect.agent.kafka;

import org.jspecify.annotations.NullMarked;
