/** How the values that the engine and the rules remember outlive the program, and where they are put. */
@NullMarked
package io.execparity.stream.state;

import org.jspecify.annotations.NullMarked;
