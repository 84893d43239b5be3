package io.execparity.dashboard.server;

import io.javalin.security.RouteRole;

/** What somebody has to be for a route; a route that says nothing needs a viewer. */
enum Needs implements RouteRole {
    /** It tells nothing but what everybody may see: documents, scripts, how to sign in. */
    NOBODY,
    /** It changes what is said of findings. */
    ANALYST
}
