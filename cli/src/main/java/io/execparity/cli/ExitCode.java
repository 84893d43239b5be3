package io.execparity.cli;

/** What a run tells its caller, as the contract fixes it. */
final class ExitCode {
    static final int NOTHING_FOUND = 0;
    static final int FAILED = 1;
    static final int UNUSABLE = 2;
    static final int FOUND = 3;

    private ExitCode() {}
}
