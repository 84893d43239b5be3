package io.execparity.dashboard.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which order a page has its rows. */
public enum Order {
    /** The most severe first, of these the oldest. */
    SEVERITY,
    NEWEST,
    OLDEST;

    /** The word in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Order> of(String word) {
        return Arrays.stream(values())
                .filter(order -> order.word().equals(word))
                .findFirst();
    }
}
