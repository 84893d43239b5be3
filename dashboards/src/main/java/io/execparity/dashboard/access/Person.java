package io.execparity.dashboard.access;

import static java.util.Objects.requireNonNull;

/**
 * Somebody, or some program, that the server knows.
 *
 * @param name as activity shows it; a token's is a plain word, so that no provider can name anybody the same
 */
public record Person(String name, Role role) {
    public Person {
        requireNonNull(name, "name is null");
        requireNonNull(role, "role is null");
    }
}
