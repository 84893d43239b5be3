package io.execparity.dashboard.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How people say who they are.
 *
 * @param tokens a file as {@link TokenFile} reads it
 * @param openId a provider that knows people
 * @param session after which somebody has to sign in again
 */
public record AccessSettings(Optional<Path> tokens, Optional<OpenIdSettings> openId, Duration session) {
    /** A working day and what it takes beyond. */
    public static final Duration USUAL_SESSION = Duration.ofHours(12);

    /** Nobody has to say who they are. */
    public static AccessSettings none() {
        return new AccessSettings(Optional.empty(), Optional.empty(), USUAL_SESSION);
    }

    /** Whether everybody who reaches the server may do everything. */
    public boolean isOpen() {
        return tokens.isEmpty() && openId.isEmpty();
    }
}
