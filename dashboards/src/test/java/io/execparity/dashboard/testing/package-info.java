/** What tests here and in the command need: certificates, a provider of OpenID Connect. */
@NullMarked
package io.execparity.dashboard.testing;

import org.jspecify.annotations.NullMarked;
