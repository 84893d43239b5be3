package io.execparity.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row's place in every {@link Order}, so that a page can begin behind it however many rows came before.
 *
 * @param severity as Elastic counts, 0 where rows have none
 * @param time milliseconds of the epoch
 * @param id decides between rows of one time
 */
public record Cursor(int severity, long time, String id) {
    private static final int LONGEST = 200;
    private static final Pattern FORM = Pattern.compile("(\\d{1,3}) (-?\\d{1,18}) ([A-Za-z0-9_-]{1,64})");

    /** As it stands in an address. */
    public String text() {
        String plain = severity + " " + time + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    public static Optional<Cursor> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
            if (!form.matches()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Cursor(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2)), form.group(3)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
