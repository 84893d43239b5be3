package io.execparity.dashboard.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Signing in at a provider: the authorization code flow of OpenID Connect Core 1.0, with PKCE (RFC 7636), a state that
 * holds once and for the browser that began, and a nonce.
 */
public final class OpenIdLogin {
    private static final int MOST_BEGUN = 10_000;
    private static final int LONGEST_HINT = 6_000;
    private static final long PATIENCE_MILLISECONDS = 10 * 60_000;
    private static final String NOT_REACHED =
            "The provider cannot be reached, or does not answer as one; try again later.";
    private static final String NOT_VALID = "What the provider said of you does not hold; nobody was signed in.";

    private final OpenIdSettings settings;
    private final Clock clock;
    private final BoundedHttp http;
    private final Claims claims;
    private final Expiring<Attempt> attempts;
    private final ReentrantLock discovering = new ReentrantLock();
    private volatile @Nullable Provider provider;

    /** Somebody who was sent to the provider and did not come back yet. */
    private record Attempt(String browser, Nonce nonce, CodeVerifier verifier, URI redirect, String to, long until) {}

    /**
     * Where to go.
     *
     * @param address at the provider
     * @param browser a secret for the browser that goes there, which has to bring it back
     */
    public record Begun(URI address, String browser) {}

    /**
     * Somebody who was let in.
     *
     * @param to what they wanted to see: path and query
     * @param leaving where to go at the provider to sign out there as well; it leads back to the beginning
     */
    public record Arrived(Person person, String to, Optional<URI> leaving) {}

    OpenIdLogin(OpenIdSettings settings, Clock clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        http = new BoundedHttp(settings.authorities());
        claims = new Claims(settings);
        attempts = new Expiring<>(MOST_BEGUN, Attempt::until, clock);
    }

    Begun begin(URI redirect, String to) throws LoginRefusedException {
        Provider known = provider();
        String browser = Secrecy.value();
        Attempt attempt = new Attempt(
                Secrecy.digest(browser),
                new Nonce(),
                new CodeVerifier(),
                redirect,
                to,
                clock.millis() + PATIENCE_MILLISECONDS);
        String state = attempts.add(attempt);
        Scope scope = new Scope(OIDCScopeValue.OPENID);
        settings.scopes().forEach(scope::add);
        URI address = new AuthenticationRequest.Builder(
                        ResponseType.CODE, scope, new ClientID(settings.clientId()), redirect)
                .endpointURI(known.authorization())
                .state(new State(state))
                .nonce(attempt.nonce())
                .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Begun(address, browser);
    }

    Arrived finish(URI answer, String browser) throws LoginRefusedException {
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(answer);
        } catch (ParseException e) {
            throw new LoginRefusedException("This is no answer of a provider.", e);
        }
        Attempt attempt = attempt(response, browser);
        Provider known = provider();
        boolean another = response.getIssuer() == null
                ? known.namesItself()
                : !known.issuer().equals(response.getIssuer());
        if (another) {
            throw new LoginRefusedException("This is the answer of another provider.");
        }
        if (!response.indicatesSuccess()) {
            throw new LoginRefusedException("The provider did not sign you in.");
        }
        JWT token = token(known, attempt, response.toSuccessResponse().getAuthorizationCode());
        try {
            Map<String, Object> told = known.tokens()
                    .validate(token, attempt.nonce())
                    .toJWTClaimsSet()
                    .getClaims();
            Person person = claims.person(told)
                    .orElseThrow(
                            () -> new LoginRefusedException("The provider knows you, but gives you no role here."));
            return new Arrived(person, attempt.to(), leaving(known, token, attempt));
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw new LoginRefusedException(NOT_VALID, e);
        }
    }

    /** With the token, by which a provider knows whose sign-out it is and need not ask. */
    private Optional<URI> leaving(Provider known, JWT token, Attempt attempt) {
        ClientID client = new ClientID(settings.clientId());
        // What is longer than addresses may be would not arrive; the provider asks whom it is about then.
        JWT hint = token.serialize().length() <= LONGEST_HINT ? token : null;
        return known.endSession()
                .map(end -> new LogoutRequest(
                                end, hint, null, client, attempt.redirect().resolve("/"), null, null)
                        .toURI());
    }

    private Attempt attempt(AuthenticationResponse response, String browser) throws LoginRefusedException {
        State state = response.getState();
        Attempt attempt = state == null ? null : attempts.take(state.getValue()).orElse(null);
        if (attempt == null || !Secrecy.same(attempt.browser(), Secrecy.digest(browser))) {
            throw new LoginRefusedException(
                    "This sign-in was used before, took more than ten minutes, or began in another browser; begin again.");
        }
        return attempt;
    }

    private JWT token(Provider known, Attempt attempt, @Nullable AuthorizationCode code) throws LoginRefusedException {
        if (code == null) {
            throw new LoginRefusedException(NOT_VALID);
        }
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, attempt.redirect(), attempt.verifier());
        ClientID client = new ClientID(settings.clientId());
        TokenRequest request = settings.clientSecret().isEmpty()
                ? new TokenRequest.Builder(known.token(), client, grant).build()
                : new TokenRequest.Builder(
                                known.token(),
                                new ClientSecretBasic(client, new Secret(settings.clientSecret())),
                                grant)
                        .build();
        try {
            HTTPResponse answer = request.toHTTPRequest().send(http);
            TokenResponse response = OIDCTokenResponseParser.parse(answer);
            JWT token = response instanceof OIDCTokenResponse tokens
                    ? tokens.getOIDCTokens().getIDToken()
                    : null;
            if (token == null) {
                throw new LoginRefusedException(NOT_VALID);
            }
            return token;
        } catch (ParseException e) {
            throw new LoginRefusedException(NOT_VALID, e);
        } catch (IOException e) {
            throw new LoginRefusedException(NOT_REACHED, e);
        }
    }

    /** What the provider tells of itself, asked for until it did. One asks at a time; the others do not wait. */
    private Provider provider() throws LoginRefusedException {
        Provider known = provider;
        if (known != null) {
            return known;
        }
        if (!discovering.tryLock()) {
            throw new LoginRefusedException(NOT_REACHED);
        }
        try {
            Provider discovered = Provider.discover(settings, http);
            provider = discovered;
            return discovered;
        } catch (IOException e) {
            throw new LoginRefusedException(NOT_REACHED, e);
        } finally {
            discovering.unlock();
        }
    }
}
