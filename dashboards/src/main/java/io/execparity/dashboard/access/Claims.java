package io.execparity.dashboard.access;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who a token says that somebody is, in the words of this server. */
final class Claims {
    private static final int LONGEST_NAME = 128;

    private final OpenIdSettings settings;

    Claims(OpenIdSettings settings) {
        this.settings = settings;
    }

    /** Nobody, where no value gives a role. */
    Optional<Person> person(Map<String, Object> claims) {
        Set<String> values = values(claims);
        if (values.stream().anyMatch(settings.analysts()::contains)) {
            return Optional.of(new Person(name(claims), Role.ANALYST));
        }
        return values.stream().anyMatch(settings.viewers()::contains)
                ? Optional.of(new Person(name(claims), Role.VIEWER))
                : Optional.empty();
    }

    /** With the provider's host, so that it is nobody's who has a token. */
    private String name(Map<String, Object> claims) {
        Object told = claims.get(settings.nameClaim());
        String name = told instanceof String text && !text.isBlank() ? text : String.valueOf(claims.get("sub"));
        String clipped = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return clipped.strip() + " (" + settings.issuer().getHost() + ")";
    }

    private Set<String> values(Map<String, Object> claims) {
        Object value = claims.containsKey(settings.roleClaim())
                ? claims.get(settings.roleClaim())
                : within(claims, settings.roleClaim());
        if (value instanceof String text) {
            return Set.of(text);
        }
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    /** {@code realm_access.roles}: the claim of an object. */
    private static @Nullable Object within(Map<String, Object> claims, String path) {
        Object value = claims;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }
}
