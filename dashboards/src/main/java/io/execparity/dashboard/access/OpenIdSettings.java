package io.execparity.dashboard.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A provider of OpenID Connect, and what its claims mean here.
 *
 * @param issuer its own name, under which its configuration is found; https, or http on the loopback address
 * @param clientId this server's name there
 * @param clientSecret what this server proves it with; empty where the provider knows it as a public client
 * @param scopes asked for besides {@code openid}
 * @param nameClaim the claim that people are known by, {@code sub} where a token lacks it
 * @param roleClaim the claim whose value, or whose values, give a role; dots lead into objects
 * @param analysts its values that make somebody an analyst
 * @param viewers its values that make somebody a viewer
 * @param authorities certificates as PEM, one of which the provider's has to lead to; those of Java where there are none
 */
public record OpenIdSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        List<String> scopes,
        String nameClaim,
        String roleClaim,
        Set<String> analysts,
        Set<String> viewers,
        Optional<Path> authorities) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public OpenIdSettings {
        scopes = List.copyOf(scopes);
        analysts = Set.copyOf(analysts);
        viewers = Set.copyOf(viewers);
    }

    /** Whether nobody between here and there can read along: https, or this machine. */
    public static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && ("https".equals(address.getScheme())
                        || "http".equals(address.getScheme()) && LOOPBACK.contains(host));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer + ", " + clientId + "]";
    }
}
