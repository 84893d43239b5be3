/** From audit events to findings: the way of the data in one class, and where results go. */
@NullMarked
package io.execparity.stream;

import org.jspecify.annotations.NullMarked;
