/** Turns command lines into calls to the other modules, and their answers into text and exit codes. */
@NullMarked
package io.execparity.cli;

import org.jspecify.annotations.NullMarked;
