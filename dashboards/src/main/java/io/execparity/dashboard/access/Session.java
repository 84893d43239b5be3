package io.execparity.dashboard.access;

/**
 * Somebody who signed in at a browser.
 *
 * @param byToken whether it was with a token, whose end is then the session's too
 * @param until when it ends, in milliseconds of the epoch
 */
record Session(Person person, boolean byToken, long until) {}
