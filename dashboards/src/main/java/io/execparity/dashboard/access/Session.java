package io.execparity.dashboard.access;

import java.net.URI;
import java.util.Optional;

/**
 * Somebody who signed in at a browser.
 *
 * @param byToken whether it was with a token, whose end is then the session's too
 * @param leaving where to go for signing out at the provider as well
 * @param until when it ends, in milliseconds of the epoch
 */
record Session(Person person, boolean byToken, Optional<URI> leaving, long until) {}
