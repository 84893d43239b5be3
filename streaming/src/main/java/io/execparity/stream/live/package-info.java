/** What the live job is told: its file. */
@NullMarked
package io.execparity.stream.live;

import org.jspecify.annotations.NullMarked;
