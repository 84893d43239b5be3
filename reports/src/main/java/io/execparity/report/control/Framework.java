package io.execparity.report.control;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A standard, benchmark or catalogue of controls, with those of its controls that execution bears on.
 *
 * @param key a token
 * @param edition which one is meant
 * @param source where ids and titles are from
 * @param compared the day on which they were compared with it, ISO-8601
 * @param exactTitles whether titles are the framework's own words
 */
public record Framework(
        String key,
        String title,
        String edition,
        String source,
        String compared,
        boolean exactTitles,
        List<Control> controls) {
    public Framework {
        requireNonNull(key, "key is null");
        requireNonNull(title, "title is null");
        controls = List.copyOf(controls);
    }
}
