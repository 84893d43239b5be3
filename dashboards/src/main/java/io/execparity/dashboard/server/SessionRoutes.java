package io.execparity.dashboard.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.dashboard.access.Access;
import io.execparity.dashboard.access.LoginRefusedException;
import io.execparity.dashboard.access.OpenIdLogin;
import io.execparity.dashboard.access.Person;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
final class SessionRoutes {
    static final String SESSION = "/api/v1/session";

    private static final String OPEN_ID = "/login/openid";
    private static final String RETURN = "/login/openid/return";
    private static final String BROWSER = "execparity-login";
    private static final int BROWSER_SECONDS = 600;
    /** A path of this server, with its query. */
    private static final Pattern PLACE = Pattern.compile("/([!-\\[\\]-~&&[^/]][!-\\[\\]-~]{0,1999})?");

    private final Access access;
    private final Gate gate;
    private final Safety safety;

    SessionRoutes(Access access, Gate gate, Safety safety) {
        this.access = access;
        this.gate = gate;
        this.safety = safety;
    }

    void addTo(RoutesConfig routes) {
        routes.get(SESSION, this::tell, Needs.NOBODY);
        routes.post(SESSION, this::open, Needs.NOBODY);
        routes.delete(SESSION, this::close, Needs.NOBODY);
        if (access.openId().isPresent()) {
            routes.get(OPEN_ID, this::send, Needs.NOBODY);
            routes.get(RETURN, this::arrive, Needs.NOBODY);
        }
    }

    /** Who asks, and how somebody else could sign in. */
    private void tell(Context context) {
        context.json(session(gate.find(context)));
    }

    private Map<String, Object> session(Optional<Person> person) {
        List<String> ways = new ArrayList<>();
        if (access.hasTokens()) {
            ways.add("token");
        }
        access.openId().ifPresent(provider -> ways.add("openid"));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ways", ways);
        person.ifPresent(one -> {
            answer.put("name", one.name());
            answer.put("role", one.role().word());
        });
        return answer;
    }

    private void open(Context context) {
        Person person = gate.byToken(RequestBody.text(RequestBody.of(context), "token"), context)
                .orElseThrow(() -> new UnauthorizedResponse("this server knows no such token"));
        gate.open(context, person);
        context.json(session(Optional.of(person)));
    }

    private void close(Context context) {
        Map<String, Object> answer = session(access.anybody());
        gate.close(context).ifPresent(leaving -> answer.put("leaving", leaving.toString()));
        context.json(answer);
    }

    private void send(Context context) {
        try {
            OpenIdLogin.Begun begun =
                    access.beginOpenId(safety.address(context, RETURN), place(context.queryParam("to")), context.ip());
            // The provider's page leads back here, which takes no cookie along that is for this site's own pages alone.
            context.cookie(gate.cookie(BROWSER, begun.browser(), BROWSER_SECONDS, SameSite.LAX));
            context.redirect(begun.address().toString(), HttpStatus.FOUND);
        } catch (LoginRefusedException e) {
            refuse(context, e);
        }
    }

    private void arrive(Context context) {
        String browser = context.cookie(BROWSER);
        context.cookie(gate.cookie(BROWSER, "", 0, SameSite.LAX));
        try {
            URI answer = URI.create(safety.address(context, RETURN) + "?" + String.valueOf(context.queryString()));
            OpenIdLogin.Arrived arrived = access.finishOpenId(answer, browser == null ? "" : browser, context.ip());
            gate.open(context, arrived);
            context.redirect(arrived.to(), HttpStatus.FOUND);
        } catch (LoginRefusedException e) {
            refuse(context, e);
        } catch (IllegalArgumentException e) {
            throw new BadQuestionException("this is no answer of a provider");
        }
    }

    /** A page for people, since a link led here. */
    private static void refuse(Context context, LoginRefusedException refusal) {
        context.status(HttpStatus.FORBIDDEN);
        context.contentType("text/html; charset=utf-8");
        try (InputStream page = SessionRoutes.class.getResourceAsStream("pages/refused.html")) {
            if (page == null) {
                throw new IllegalStateException("the page is missing");
            }
            context.result(
                    new String(page.readAllBytes(), UTF_8).replace("{reason}", String.valueOf(refusal.getMessage())));
        } catch (IOException e) {
            throw new IllegalStateException("the page cannot be read", e);
        }
    }

    private static String place(@Nullable String wanted) {
        return wanted != null && PLACE.matcher(wanted).matches() ? wanted : "/";
    }
}
