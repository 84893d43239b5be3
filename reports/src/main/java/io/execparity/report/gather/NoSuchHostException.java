package io.execparity.report.gather;

import java.util.List;

/** No host has a name that anybody asked for. */
public final class NoSuchHostException extends Exception {
    private static final long serialVersionUID = 1;

    NoSuchHostException(List<String> patterns) {
        super("no host is called " + String.join(" or ", patterns));
    }
}
