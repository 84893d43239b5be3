package io.execparity.alert.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.alert.Findings;
import io.execparity.alert.notice.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process chose is text and no more, whoever is told of it. */
final class HostileTextTest {
    private static final NoticeText TEXTS = new NoticeText("https://board.example");

    private static Notice about(String path) {
        return Findings.notice(Findings.facts(1_000, "memfd-exec", "a", path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!channel>",
                "<@U123>",
                "<https://evil.example|click>",
                "@channel @here @all",
                "[click](https://evil.example)",
                "&lt;!channel&gt;",
                "{{sentence}}{{{sentence}}}"
            })
    void inChatNothingBecomesAMentionOrALink(String hostile) {
        String text = Template.bundled("chat.mustache", Language.CHAT).fill(TEXTS, about("/" + hostile));
        String shown = Language.CHAT.of("/" + hostile);

        assertThat(shown).doesNotContain("<", ">", "](", "//").doesNotContainPattern("@[A-Za-z]");
        assertThat(text).doesNotContain("<!", "<@", "<http", "](", "://").doesNotContain("@channel");
    }

    @Test
    void aTemplateThatIsAValueIsNotReadAsOne() {
        String text = Template.bundled("body.mustache", Language.PLAIN).fill(TEXTS, about("/{{sentence}} {{{more}}}"));

        assertThat(text).contains("/{{sentence}} {{{more}}}");
    }

    @Test
    void lineEndsAndDirectionsAreShownAndNotDone() {
        String text = Template.bundled("body.mustache", Language.PLAIN)
                .fill(TEXTS, about("/x\\nSeverity: none\\r\\u202egpj\\u001b[2J"));

        assertThat(text).contains("/x\\nSeverity: none\\r\\u202egpj\\x1b[2J").doesNotContain("\r", "\u202e", "\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{{sentence}}}", "{{&sentence}}", "{{=<% %>=}}", "{{>other}}", "{{sentense}}", "{{#new}}"})
    void whatATemplateMayNotDoIsRefusedWhenItIsRead(String template) {
        assertThatThrownBy(() -> Template.of(template, Language.PLAIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlaceThatIsMissingInAConditionStillTellsSomebody() {
        Template template = Template.of("{{#over}}{{sentense}}{{/over}}{{sentence}}", Language.PLAIN);
        Notice first = about("/x");
        Notice over = new Notice(
                first.route(),
                first.matter(),
                Notice.Kind.OVER,
                false,
                2,
                first.facts(),
                1,
                0,
                first.hosts(),
                1,
                0,
                0,
                0,
                0,
                0);

        assertThat(template.fill(TEXTS, over)).contains("over: memfd-exec on a", "Something ran on a.");
    }

    @Test
    void theUsualBodySaysAllThatIsNeeded() {
        String body = Template.bundled("body.mustache", Language.PLAIN).fill(TEXTS, about("/x"));

        assertThat(body)
                .startsWith("Something ran on a.\n\nRule:        memfd-exec (alert, high, likely)\nHost:        a\n")
                .contains("Evidence:    audit(1.000:1)\n")
                .contains("Finding:     https://board.example/findings/")
                .contains("What next\n- See who made the memory file.\n");
    }
}
