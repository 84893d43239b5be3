/** How the alerting process is doing. */
@NullMarked
package io.execparity.alert.status;

import org.jspecify.annotations.NullMarked;
