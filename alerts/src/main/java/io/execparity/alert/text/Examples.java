package io.execparity.alert.text;

import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.notice.Notice;
import java.util.List;

/** A notice that every template has to bear. */
final class Examples {
    static final Notice NOTICE = new Notice(
            "example",
            "matter",
            Notice.Kind.NEW,
            false,
            1,
            new AlertFacts(
                    "id",
                    0,
                    "memfd-exec",
                    "alert",
                    "high",
                    "proven",
                    "host",
                    "/memfd:x",
                    "/usr/bin/x",
                    "x",
                    1,
                    "0",
                    "",
                    "x",
                    "Something ran.",
                    List.of("audit(0.000:1)"),
                    0,
                    1),
            1,
            0,
            List.of("host"),
            1,
            0,
            0,
            0,
            0,
            0);

    private Examples() {}
}
