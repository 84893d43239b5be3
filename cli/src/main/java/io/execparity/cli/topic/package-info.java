/** Results as they are in Kafka's topics, for commands that show them. */
@NullMarked
package io.execparity.cli.topic;

import org.jspecify.annotations.NullMarked;
