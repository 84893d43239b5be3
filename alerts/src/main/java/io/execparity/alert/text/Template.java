package io.execparity.alert.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import io.execparity.alert.notice.Notice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Words with places that a notice fills, in Mustache, which knows no more than values, lists and conditions. What is put
 * in is never read as a template, and unescaped places, {@code {{{x}}}} and {@code {{&x}}}, are refused.
 */
public final class Template {
    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_RESULT = 32 * 1024;

    private final com.samskivert.mustache.Template compiled;
    private final Language language;

    private Template(com.samskivert.mustache.Template compiled, Language language) {
        this.language = language;
        this.compiled = compiled;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException where it is none, or asks for what there is not; the message says what
     */
    public static Template of(String text, Language language) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("it is longer than " + LONGEST + " characters");
        }
        if (text.contains("{{{") || text.contains("{{&") || text.contains("{{=") || text.contains("{{>")) {
            throw new IllegalArgumentException("{{{x}}}, {{&x}}, {{=x y=}} and {{>x}} cannot be used here");
        }
        try {
            Template template = new Template(
                    Mustache.compiler()
                            .withEscaper(language::of)
                            .emptyStringIsFalse(true)
                            .withLoader(name -> {
                                throw new IOException("no other templates");
                            })
                            .compile(text),
                    language);
            template.compiled.execute(new NoticeText("").values(Examples.NOTICE));
            return template;
        } catch (MustacheException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** One that ships with the program. */
    public static Template bundled(String name, Language language) {
        try (InputStream in = requireNonNull(Template.class.getResourceAsStream(name), name)) {
            return of(new String(in.readAllBytes(), UTF_8), language);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words for a notice, without blank space at their ends; what is longer than 32 Ki characters is cut. */
    public String fill(NoticeText texts, Notice notice) {
        String filled;
        try {
            filled = compiled.execute(texts.values(notice)).strip();
        } catch (MustacheException e) {
            // A condition led to a place that asks for what there is not: somebody has to be told all the same.
            filled =
                    language.of(NoticeText.title(notice) + ": " + notice.facts().sentence());
        }
        return filled.length() <= LONGEST_RESULT ? filled : filled.substring(0, LONGEST_RESULT) + "…";
    }
}
