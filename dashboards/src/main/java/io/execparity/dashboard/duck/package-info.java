/** The store inside this process: DuckDB in one file. */
@NullMarked
package io.execparity.dashboard.duck;

import org.jspecify.annotations.NullMarked;
