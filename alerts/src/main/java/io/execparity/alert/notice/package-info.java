/** What a receiver is told. */
@NullMarked
package io.execparity.alert.notice;

import org.jspecify.annotations.NullMarked;
