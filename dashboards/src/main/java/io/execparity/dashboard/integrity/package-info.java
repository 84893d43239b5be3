/** What was verified of measurement lists, one report for a boot of a host. */
@NullMarked
package io.execparity.dashboard.integrity;

import org.jspecify.annotations.NullMarked;
