package io.execparity.alert.route;

import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.text.Language;
import io.execparity.alert.text.NoticeText;

/**
 * A notice in ArcSight's Common Event Format, version 0: in the header a backslash and a pipe are escaped, in the
 * extension a backslash and an equals sign; line ends and control characters never stand there as they are.
 */
final class CefMessage {
    private static final String VERSION = "0.1";

    private final StringBuilder text = new StringBuilder("CEF:0|ExecParity|ExecParity|" + VERSION);
    private final int longest;

    private CefMessage(int longest) {
        this.longest = longest;
    }

    /** @param longest how many characters one value has at most */
    static String of(Notice notice, NoticeText texts, int longest) {
        AlertFacts facts = notice.facts();
        CefMessage message = new CefMessage(longest);
        message.header(facts.rule());
        message.header(NoticeText.title(notice));
        message.header(severity(facts));
        message.text.append('|');
        message.extension("externalId", notice.id());
        message.extension("rt", Long.toString(facts.time()));
        message.extension("dhost", facts.host());
        message.extension("msg", facts.sentence());
        message.extension("cnt", Long.toString(notice.count()));
        message.extension("act", notice.kind().word());
        message.extension("cat", facts.type());
        message.extension("filePath", facts.file());
        message.extension("fileHash", facts.hash());
        message.extension("dproc", facts.program());
        message.extension("dpid", facts.pid() == 0 ? "" : Long.toString(facts.pid()));
        message.extension("duid", facts.user());
        message.extension("request", texts.link(notice));
        message.custom("cs1", "confidence", facts.confidence());
        message.custom("cs2", "evidence", String.join(" ", facts.evidence()));
        message.custom("cs3", "matter", notice.matter());
        return message.text.toString();
    }

    private void header(String value) {
        text.append('|').append(cut(value).replace("\\", "\\\\").replace("|", "\\|"));
    }

    private void custom(String key, String label, String value) {
        if (!value.isEmpty()) {
            extension(key + "Label", label);
            extension(key, value);
        }
    }

    private void extension(String key, String value) {
        if (!value.isEmpty()) {
            text.append(text.charAt(text.length() - 1) == '|' ? "" : " ")
                    .append(key)
                    .append('=');
            text.append(cut(value).replace("\\", "\\\\").replace("=", "\\="));
        }
    }

    private String cut(String value) {
        String safe = Language.PLAIN.of(value);
        if (safe.length() <= longest) {
            return safe;
        }
        return safe.substring(0, Character.isHighSurrogate(safe.charAt(longest - 1)) ? longest - 1 : longest) + "…";
    }

    private static String severity(AlertFacts facts) {
        return switch (facts.severityOf()) {
            case INFO -> "1";
            case LOW -> "3";
            case MEDIUM -> "5";
            case HIGH -> "8";
            case CRITICAL -> "10";
        };
    }
}
