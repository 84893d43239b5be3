/** What an agent is told to do, in one file. */
@NullMarked
package io.execparity.collect.agent.config;

import org.jspecify.annotations.NullMarked;
