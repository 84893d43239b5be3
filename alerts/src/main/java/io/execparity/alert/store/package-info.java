/** What outlives the process: positions, state and what is still to be delivered, in one file. */
@NullMarked
package io.execparity.alert.store;

import org.jspecify.annotations.NullMarked;
