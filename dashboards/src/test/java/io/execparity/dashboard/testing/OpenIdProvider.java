package io.execparity.dashboard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A provider of OpenID Connect on the loopback address: discovery, keys, a page with one person to sign in as, and
 * tokens for codes that hold once, for the client that knows its secret and the verifier of its challenge, and a place to
 * sign out. It can be told to issue tokens that nobody should take.
 */
public final class OpenIdProvider implements AutoCloseable {
    public static final String CLIENT = "board";
    public static final String SECRET = "a secret of the two, which has to have some length";

    /** Of the one person whom it knows. */
    public static final String SUBJECT = "248289761001";

    private static final String ANOTHER = "https://elsewhere.example";

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey strangers;
    private final Map<String, AuthenticationRequest> codes = new ConcurrentHashMap<>();
    private final List<String> left = new CopyOnWriteArrayList<>();
    private volatile Fault fault = Fault.NONE;
    private volatile List<String> groups = List.of("soc");

    /** What is wrong with the tokens. */
    public enum Fault {
        NONE,
        OTHER_NONCE,
        NO_NONCE,
        OTHER_ISSUER,
        OTHER_AUDIENCE,
        EXPIRED,
        UNSIGNED,
        STRANGERS_KEY,
        SIGNED_WITH_THE_SECRET
    }

    private OpenIdProvider(HttpServer server) throws JOSEException {
        this.server = server;
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        strangers = new RSAKeyGenerator(2048).keyID("one").generate();
    }

    public static OpenIdProvider start() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        OpenIdProvider provider = new OpenIdProvider(server);
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        "application/json",
                        provider.metadata().toJSONObject().toJSONString()));
        server.createContext(
                "/keys",
                exchange -> answer(exchange, "application/json", new JWKSet(provider.key.toPublicJWK()).toString()));
        server.createContext("/authorize", provider::authorize);
        server.createContext("/token", provider::token);
        server.createContext("/leave", provider::leave);
        server.start();
        return provider;
    }

    /** By its number, so that to a browser it is another site than localhost. */
    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void issue(Fault wrong, List<String> roles) {
        fault = wrong;
        groups = List.copyOf(roles);
    }

    private OIDCProviderMetadata metadata() {
        OIDCProviderMetadata metadata =
                new OIDCProviderMetadata(new Issuer(issuer()), List.of(SubjectType.PUBLIC), issuer().resolve("/keys"));
        metadata.setAuthorizationEndpointURI(issuer().resolve("/authorize"));
        metadata.setTokenEndpointURI(issuer().resolve("/token"));
        metadata.setEndSessionEndpointURI(issuer().resolve("/leave"));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        metadata.applyDefaults();
        return metadata;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        try {
            AuthenticationRequest request = AuthenticationRequest.parse(
                    issuer().resolve(exchange.getRequestURI().toString()));
            if (!request.getClientID().getValue().equals(CLIENT)
                    || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
                throw new ParseException("another client, or one without a challenge");
            }
            AuthorizationCode code = new AuthorizationCode();
            codes.put(code.getValue(), request);
            URI back = new AuthenticationSuccessResponse(
                            request.getRedirectionURI(),
                            code,
                            null,
                            null,
                            request.getState(),
                            null,
                            new Issuer(issuer()),
                            null)
                    .toURI();
            answer(
                    exchange,
                    "text/html",
                    "<!doctype html><title>Provider</title><link rel=\"icon\" href=\"data:,\"><a id=\"alice\" href=\""
                            + back.toString().replace("&", "&amp;") + "\">Sign in as alice</a>");
        } catch (ParseException e) {
            refuse(exchange);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        try {
            HTTPRequest sent = new HTTPRequest(HTTPRequest.Method.POST, issuer().resolve("/token"));
            sent.setHeader("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            sent.setHeader("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
            sent.setBody(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            TokenRequest request = TokenRequest.parse(sent);
            AuthorizationCodeGrant grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
            AuthenticationRequest begun =
                    codes.remove(grant.getAuthorizationCode().getValue());
            boolean knows = request.getClientAuthentication() instanceof ClientSecretBasic basic
                    && basic.getClientID().getValue().equals(CLIENT)
                    && basic.getClientSecret().getValue().equals(SECRET);
            if (begun == null
                    || !knows
                    || !begun.getRedirectionURI().equals(grant.getRedirectionURI())
                    || !CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                            .equals(begun.getCodeChallenge())) {
                refuse(exchange);
                return;
            }
            OIDCTokens tokens = new OIDCTokens(idToken(begun.getNonce().getValue()), new BearerAccessToken(), null);
            answer(
                    exchange,
                    "application/json",
                    new OIDCTokenResponse(tokens).toJSONObject().toJSONString());
        } catch (ParseException | JOSEException e) {
            refuse(exchange);
        }
    }

    /** Signs out whoever its own token names, and leads back. */
    private void leave(HttpExchange exchange) throws IOException {
        try {
            LogoutRequest request = LogoutRequest.parse(
                    issuer().resolve(exchange.getRequestURI().toString()));
            if (!(request.getIDTokenHint() instanceof SignedJWT hint)
                    || !hint.verify(new RSASSAVerifier(key))
                    || !request.getClientID().getValue().equals(CLIENT)) {
                throw new ParseException("another client, or nobody's token");
            }
            left.add(hint.getJWTClaimsSet().getSubject());
            exchange.getResponseHeaders()
                    .set("Location", request.getPostLogoutRedirectionURI().toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        } catch (ParseException | java.text.ParseException | JOSEException e) {
            refuse(exchange);
        }
    }

    /** Who signed out there, by subject. */
    public List<String> left() {
        return List.copyOf(left);
    }

    private JWT idToken(String nonce) throws JOSEException {
        Instant now = Instant.now();
        boolean expired = fault == Fault.EXPIRED;
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(fault == Fault.OTHER_ISSUER ? ANOTHER : issuer().toString())
                .audience(fault == Fault.OTHER_AUDIENCE ? "another" : CLIENT)
                .subject(SUBJECT)
                .issueTime(Date.from(expired ? now.minusSeconds(7200) : now))
                .expirationTime(Date.from(expired ? now.minusSeconds(3600) : now.plusSeconds(300)))
                .claim("preferred_username", "alice")
                .claim("realm_access", Map.of("roles", groups));
        if (fault != Fault.NO_NONCE) {
            claims.claim("nonce", fault == Fault.OTHER_NONCE ? "another" : nonce);
        }
        if (fault == Fault.UNSIGNED) {
            return new PlainJWT(claims.build());
        }
        boolean secret = fault == Fault.SIGNED_WITH_THE_SECRET;
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(secret ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                        .keyID("one")
                        .build(),
                claims.build());
        token.sign(secret ? new MACSigner(SECRET) : new RSASSASigner(fault == Fault.STRANGERS_KEY ? strangers : key));
        return token;
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        byte[] bytes = "{\"error\":\"invalid_grant\"}".getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(400, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
