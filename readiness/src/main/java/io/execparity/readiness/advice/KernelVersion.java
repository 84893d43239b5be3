package io.execparity.readiness.advice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel's release, as far as it decides what a switch does.
 *
 * @param major -1 where it is not known
 */
record KernelVersion(int major, int minor) {
    static final KernelVersion UNKNOWN = new KernelVersion(-1, -1);

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

    /** Reads {@code /proc/sys/kernel/osrelease}. */
    static KernelVersion of(String release) {
        Matcher matcher = RELEASE.matcher(release);
        return matcher.matches()
                ? new KernelVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : UNKNOWN;
    }

    boolean isKnown() {
        return major >= 0;
    }

    /** False for one that is not known. */
    boolean isBefore(int otherMajor, int otherMinor) {
        return isKnown() && (major < otherMajor || major == otherMajor && minor < otherMinor);
    }
}
