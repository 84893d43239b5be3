/** The agent: from a host's sources over a spool on disk to Kafka. */
@NullMarked
package io.execparity.collect.agent;

import org.jspecify.annotations.NullMarked;
