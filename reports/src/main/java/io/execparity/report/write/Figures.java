package io.execparity.report.write;

import io.execparity.report.control.Quantity;
import io.execparity.report.model.Facts;
import io.execparity.report.model.Period;

/** Numbers and times as people read them, the same whatever the locale. */
final class Figures {
    private Figures() {}

    /** {@code 1 204 117}, its parts kept together. */
    static String of(long number) {
        String digits = Long.toString(number);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0 && digits.charAt(i - 1) != '-') {
                text.append('\u00a0');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** A quantity, said to be the least where not all was read. */
    static String of(Facts facts, Quantity quantity) {
        boolean least = facts.atLeast() && (quantity == Quantity.DIGESTS || quantity == Quantity.WITH_DIGEST);
        return (least ? "at least " : "") + of(facts.number(quantity));
    }

    /** {@code 2026-11-22 11:14:44.191Z}. */
    static String time(long epochMillis) {
        return Period.time(epochMillis).replace('T', ' ');
    }

    /** The same, or words where it is not known. */
    static String time(long epochMillis, String unknown) {
        return epochMillis == 0 ? unknown : time(epochMillis);
    }
}
