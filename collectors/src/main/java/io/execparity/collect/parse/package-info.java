/** One line, whatever carried it here, to one audit record or the reason why it is none. */
@NullMarked
package io.execparity.collect.parse;

import org.jspecify.annotations.NullMarked;
