package io.execparity.report.gather;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Words of results as the constants that they name. */
final class Words {
    private Words() {}

    /** Empty for a word that this version does not know. */
    static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant ->
                        word.equals(constant.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst();
    }
}
