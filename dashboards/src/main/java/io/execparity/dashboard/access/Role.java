package io.execparity.dashboard.access;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each role includes those before it. */
public enum Role {
    /** Reads everything. */
    VIEWER,
    /** Says of findings what they are, and suppresses them. */
    ANALYST;

    /** As it stands in files and options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
