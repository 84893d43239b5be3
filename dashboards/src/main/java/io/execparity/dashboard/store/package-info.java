/** What pages ask of the results, and nothing of where they are kept. */
@NullMarked
package io.execparity.dashboard.store;

import org.jspecify.annotations.NullMarked;
