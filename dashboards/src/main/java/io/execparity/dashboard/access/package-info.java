/** Who asks, and what they may do: tokens, sessions, a provider of OpenID Connect. Knows nothing of HTTP. */
@NullMarked
package io.execparity.dashboard.access;

import org.jspecify.annotations.NullMarked;
