/** Findings: what a person should know, and on what evidence. */
@NullMarked
package io.execparity.schema.finding;

import org.jspecify.annotations.NullMarked;
