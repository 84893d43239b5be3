package io.execparity.dashboard.server;

import io.execparity.dashboard.access.Access;
import io.execparity.dashboard.access.LoginRefusedException;
import io.execparity.dashboard.access.OpenIdLogin;
import io.execparity.dashboard.access.Person;
import io.execparity.dashboard.access.Role;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.net.URI;
import java.util.Optional;

/** Finds out who asks, and lets nobody pass who may not. */
final class Gate {
    private static final String PERSON = "execparity.person";
    private static final String BEARER = "Bearer ";

    private final Access access;
    private final boolean secure;

    /** @param secure whether browsers reach the server by https, and by nothing else */
    Gate(Access access, boolean secure) {
        this.access = access;
        this.secure = secure;
    }

    /** Before a route answers. */
    void admit(Context context) {
        if (context.routeRoles().contains(Needs.NOBODY)) {
            return;
        }
        Person person = find(context).orElseThrow(() -> {
            context.header("WWW-Authenticate", "Bearer realm=\"execparity\"");
            return new UnauthorizedResponse("sign in first, or send a token of this server as Authorization: Bearer");
        });
        Role needed = context.routeRoles().contains(Needs.ANALYST) ? Role.ANALYST : Role.VIEWER;
        if (!person.role().includes(needed)) {
            throw new ForbiddenResponse(person.name() + " is a " + person.role().word()
                    + ", who sees everything and changes nothing; this takes an " + needed.word());
        }
        context.attribute(PERSON, person);
    }

    /** Who asks, if somebody does whom the server knows. */
    Optional<Person> find(Context context) {
        Optional<Person> anybody = access.anybody();
        if (anybody.isPresent()) {
            return anybody;
        }
        String authorization = context.header("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return byToken(authorization.substring(BEARER.length()), context);
        }
        String secret = context.cookie(cookieName());
        return secret == null ? Optional.empty() : access.bySession(secret);
    }

    Optional<Person> byToken(String token, Context context) {
        try {
            return access.byToken(token.strip(), context.ip());
        } catch (LoginRefusedException e) {
            context.header("Retry-After", "300");
            throw new HttpResponseException(HttpStatus.TOO_MANY_REQUESTS.getCode(), said(e));
        }
    }

    private static String said(LoginRefusedException e) {
        return String.valueOf(e.getMessage());
    }

    /** Who asks, on a route that takes somebody. */
    static Person person(Context context) {
        Person person = context.attribute(PERSON);
        if (person == null) {
            throw new IllegalStateException("this route let somebody pass unseen");
        }
        return person;
    }

    /** Whether a request that was let in would be still. */
    boolean lasts(Context context) {
        try {
            return find(context).isPresent();
        } catch (HttpResponseException e) {
            return false;
        }
    }

    /** In place of whoever signed in at this browser before. */
    void open(Context context, Person person) {
        forget(context);
        give(context, access.open(person));
    }

    void open(Context context, OpenIdLogin.Arrived arrived) {
        forget(context);
        give(context, access.open(arrived));
    }

    private void give(Context context, String secret) {
        context.cookie(cookie(cookieName(), secret, access.seconds(), SameSite.STRICT));
    }

    /** Returns where to go for signing out at the provider as well. */
    Optional<URI> close(Context context) {
        Optional<URI> leaving = forget(context);
        context.cookie(cookie(cookieName(), "", 0, SameSite.STRICT));
        return leaving;
    }

    private Optional<URI> forget(Context context) {
        String secret = context.cookie(cookieName());
        return secret == null ? Optional.empty() : access.close(secret);
    }

    Cookie cookie(String name, String value, int seconds, SameSite site) {
        return new Cookie(name, value, "/", seconds, secure, true, null, site);
    }

    /** With https, one that no other host of the domain can have set. */
    private String cookieName() {
        return secure ? "__Host-execparity" : "execparity";
    }
}
