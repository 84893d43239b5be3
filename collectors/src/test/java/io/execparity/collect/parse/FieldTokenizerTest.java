package io.execparity.collect.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.execparity.schema.record.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FieldTokenizerTest {
    @Test
    void fieldsKeepTheirOrderAndTheirQuotes() {
        // When
        List<String> fields = fields("argc=3 a0=\"prog\" a1=\"\" a2=612262 key=(null)");

        // Then
        assertThat(fields).containsExactly("argc|3", "a0|\"prog\"", "a1|\"\"", "a2|612262", "key|(null)");
    }

    @Test
    void aQuotedValueHoldsWhateverIsNoQuote() {
        // When
        List<String> fields = fields("rule=\"DEFAULT op=EXECUTE action=DENY\" info=\"it's \\ ^]A=#035B=\" x=1");

        // Then
        assertThat(fields)
                .containsExactly("rule|\"DEFAULT op=EXECUTE action=DENY\"", "info|\"it's \\ ^]A=#035B=\"", "x|1");
    }

    @Test
    void aQuoteInsideQuotesEndsTheValueAndTheRestIsFieldsOfTheirOwn() {
        // When
        List<String> fields = fields("ino=9 rule=\"op=EXECUTE fsverity_digest=\"sha256\":4BE4A6 action=DENY\"");

        // Then
        assertThat(fields).containsExactly("ino|9", "rule|\"op=EXECUTE fsverity_digest=\"", "action|DENY\"");
    }

    @Test
    void wordsAfterABareValueBelongToIt() {
        // When
        List<String> fields = fields("subj=cri-containerd.apparmor.d (enforce) key=(null) cause=signed policy required"
                + " comm=\"sh\" res=0");

        // Then
        assertThat(fields)
                .containsExactly(
                        "subj|cri-containerd.apparmor.d (enforce)",
                        "key|(null)",
                        "cause|signed policy required",
                        "comm|\"sh\"",
                        "res|0");
    }

    @Test
    void wordsAfterAQuotedValueBelongToNothing() {
        // When
        List<String> fields = fields("comm=\"sh\" stray words res=0");

        // Then
        assertThat(fields).containsExactly("comm|\"sh\"", "res|0");
    }

    @Test
    void anEqualsSignMayBeginOrStandInABareValue() {
        // When
        List<String> fields = fields("subj==unconfined proctitle=a=b c=");

        // Then
        assertThat(fields).containsExactly("subj|=unconfined", "proctitle|a=b", "c|");
    }

    @Test
    void proseBeforeTheFirstFieldIsNone() {
        // When
        List<String> fields = fields("avc:  denied  { execute } for  pid=77 comm=\"bash\" tclass=file permissive=0");

        // Then
        assertThat(fields).containsExactly("pid|77", "comm|\"bash\"", "tclass|file", "permissive|0");
    }

    @Test
    void gluedTextIsLeftAsItWasWritten() {
        // When
        List<String> fields = fields("auid=0 ses=1op=remove_rule path=\"/x\"list=4 res=1");

        // Then
        assertThat(fields).containsExactly("auid|0", "ses|1op=remove_rule", "path|\"/x\"", "list|4", "res|1");
    }

    @Test
    void spacesBeforeBetweenAndAfterFieldsDoNotMatter() {
        // When
        List<String> fields = fields(" a1[1]=41  a1[2]=42   res=success  ");

        // Then
        assertThat(fields).containsExactly("a1[1]|41", "a1[2]|42", "res|success");
    }

    @Test
    void anEmptyBodyHasNoField() {
        // When
        List<List<String>> fields = List.of(fields(""), fields("   "), fields("= =x"));

        // Then
        assertThat(fields).allMatch(List::isEmpty);
    }

    @Test
    void aUserMessageIsOneValueThatEndsAtItsLastQuote() {
        // When
        List<String> fields = fields("pid=1 msg='op=login acct=\"o'neill\" exe=\"/x\" (it's res=success)' ");

        // Then
        assertThat(fields).containsExactly("pid|1", "msg|'op=login acct=\"o'neill\" exe=\"/x\" (it's res=success)'");
    }

    @Test
    void textInAUserMessageThatLooksLikeItsEndIsData() {
        // When
        List<String> fields = fields("msg='cmd=x' \u001dAUID=\"root\" ' UID=\"y\" res=success'");

        // Then
        assertThat(fields).containsExactly("msg|'cmd=x' \u001dAUID=\"root\" ' UID=\"y\" res=success'");
    }

    @Test
    void aUserMessageThatWasCutOffRunsToTheEnd() {
        // When
        List<String> fields = fields("pid=1 msg='op=x acct='y uid=0");

        // Then
        assertThat(fields).containsExactly("pid|1", "msg|'op=x acct='y uid=0");
    }

    @Test
    void aQuotedValueThatWasCutOffRunsToTheEnd() {
        // When
        List<String> fields = fields("comm=\"sh exe=/bin/sh");

        // Then
        assertThat(fields).containsExactly("comm|\"sh exe=/bin/sh");
    }

    @Test
    void interpretationsAreNoFieldsHoweverTheirSeparatorIsSpelt() {
        // Given
        List<String> separators = List.of("\u001d", "^]", "#035");

        // When
        List<List<String>> fields = new ArrayList<>();
        for (String separator : separators) {
            fields.add(fields("auid=0 key=(null)" + separator + "ARCH=x86_64 AUID=\"root\""));
            fields.add(fields("auid=0 key=\"k\"" + separator + "AUID=\"root\""));
            fields.add(fields("saddr=10" + separator + "SADDR={ saddr_fam=netlink nlnk-pid=0 }"));
            fields.add(fields("msg='op=x res=y'" + separator + "UID=\"root\" ID=\"o'neill\""));
        }

        // Then
        for (int i = 0; i < fields.size(); i += 4) {
            assertThat(fields.get(i)).containsExactly("auid|0", "key|(null)");
            assertThat(fields.get(i + 1)).containsExactly("auid|0", "key|\"k\"");
            assertThat(fields.get(i + 2)).containsExactly("saddr|10");
            assertThat(fields.get(i + 3)).containsExactly("msg|'op=x res=y'");
        }
    }

    @Test
    void aSeparatorWithoutAnUpperCaseNameBehindItIsData() {
        // When
        List<String> fields = fields("a=x^]y b=#035 c=^]AUID d=\u001dauid=0 e=#035=f g=#03");

        // Then
        assertThat(fields).containsExactly("a|x^]y", "b|#035", "c|^]AUID", "d|\u001dauid=0", "e|#035=f", "g|#03");
    }

    @Test
    void theBodyKeepsEverything() {
        // Given
        String body = " prose auid=0 \u001dAUID=\"root\" ";

        // When
        Fields fields = tokenize(body);

        // Then
        assertThat(fields.body().text()).isEqualTo(body);
    }

    @Test
    void interpretationsBehindASpaceDoNotEndUpInAUserMessage() {
        // When
        List<String> fields = fields("pid=1 msg='op=x res=success' UID=\"root\" AUID=\"unset\"");

        // Then
        assertThat(fields).startsWith("pid|1", "msg|'op=x res=success'");
    }

    @Test
    void oldLoginRecordsNameFieldsOfTwoWords() {
        // When
        List<String> fields = fields("login pid=9 uid=0 old auid=4294967295 new auid=0 old");

        // Then
        assertThat(fields).containsExactly("pid|9", "uid|0", "old auid|4294967295", "new auid|0 old");
    }

    @Test
    void thereMayBeAsManyFieldsAsABodyHasRoomFor() {
        // When
        Fields fields = tokenize("a= ".repeat(21_845));

        // Then
        assertThat(fields.count()).isEqualTo(21_845);
        assertThat(fields.name(21_844).text()).isEqualTo("a");
    }

    @Test
    void bracesHoldSpacesAndUnclosedOnesDoNotTakeLong() {
        // Given
        String unclosed = "a={ ".repeat(16_000);

        // When
        List<String> closed = fields("SADDR={ saddr_fam=netlink nlnk-pid=0 } x=1");
        Fields open = assertTimeout(Duration.ofMillis(300), () -> tokenize(unclosed));

        // Then
        assertThat(closed).containsExactly("SADDR|{ saddr_fam=netlink nlnk-pid=0 }", "x|1");
        assertThat(open.count()).isEqualTo(16_000);
    }

    private static Fields tokenize(String body) {
        return new FieldTokenizer().tokenize(body.getBytes(ISO_8859_1));
    }

    private static List<String> fields(String body) {
        Fields fields = tokenize(body);
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            shown.add(fields.name(i) + "|" + fields.written(i));
        }
        return shown;
    }
}
