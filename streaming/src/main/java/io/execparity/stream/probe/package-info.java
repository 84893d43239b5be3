/** From what a probe did on a host to where in the chain it was seen, and where it was lost. */
@NullMarked
package io.execparity.stream.probe;

import org.jspecify.annotations.NullMarked;
