/** The dashboard over HTTP: pages, what they ask, and what programs may ask too. */
@NullMarked
package io.execparity.dashboard.server;

import org.jspecify.annotations.NullMarked;
