/** Receivers, one class for each protocol. */
@NullMarked
package io.execparity.alert.route;

import org.jspecify.annotations.NullMarked;
