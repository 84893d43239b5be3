package io.execparity.dashboard.triage;

/** There is something else now than what somebody decided about; nothing was changed. */
public final class TriageConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TriageConflictException(String message) {
        super(message);
    }
}
