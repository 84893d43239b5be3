package io.execparity.report.write;

import io.execparity.schema.text.TerminalText;

/** Text from anywhere as a page shows it: what cannot be seen, or deceives the eye, is shown as an escape. */
interface TextForm {
    /** For readers that have letters for all of Unicode. */
    TextForm SCREEN = TerminalText.UNICODE::of;

    String of(String text);
}
