/** What the files of several commands have in common: secrets that stand elsewhere, and the Kafka client's settings. */
@NullMarked
package io.execparity.collect.config;

import org.jspecify.annotations.NullMarked;
