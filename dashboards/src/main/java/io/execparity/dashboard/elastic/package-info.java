/** The store of a fleet: the indices that the live job writes, asked and never written. */
@NullMarked
package io.execparity.dashboard.elastic;

import org.jspecify.annotations.NullMarked;
