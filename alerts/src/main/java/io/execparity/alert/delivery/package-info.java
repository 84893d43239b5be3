/** One notice after the other to each receiver, until it has them. */
@NullMarked
package io.execparity.alert.delivery;

import org.jspecify.annotations.NullMarked;
