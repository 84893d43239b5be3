/** What waits on disk for Kafka: bounded, and whole again after any crash. */
@NullMarked
package io.execparity.collect.agent.spool;

import org.jspecify.annotations.NullMarked;
