/** Results as tables for other programs. */
@NullMarked
package io.execparity.dashboard.export;

import org.jspecify.annotations.NullMarked;
