/** What sources hand over and the spool takes: bounded, and losses put into words. */
@NullMarked
package io.execparity.collect.agent.intake;

import org.jspecify.annotations.NullMarked;
