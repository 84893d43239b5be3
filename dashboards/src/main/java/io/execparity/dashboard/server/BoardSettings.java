package io.execparity.dashboard.server;

import io.execparity.dashboard.access.AccessSettings;

/**
 * Where a board answers, and whom.
 *
 * <p>There is none that strangers could reach without saying who they are, or that they could listen in on.
 */
public record BoardSettings(Listening listening, AccessSettings access) {
    /** @throws IllegalArgumentException for what would be such a board; the message is a sentence */
    public BoardSettings {
        if (!listening.isLoopback() && (listening.tls().isEmpty() || access.isOpen())) {
            throw new IllegalArgumentException("Other machines reach "
                    + listening.address().getAddress().getHostAddress()
                    + ", which takes TLS (a certificate and its key) and a way to sign in (tokens or OpenID Connect).");
        }
        if (access.isOpen() && listening.url().isPresent()) {
            throw new IllegalArgumentException(
                    "A url says that others come through a proxy, which takes a way to sign in (tokens or OpenID Connect).");
        }
    }

    /** For whoever is on this machine. */
    public static BoardSettings onLoopback(int port) {
        return new BoardSettings(Listening.onLoopback(port), AccessSettings.none());
    }
}
