package io.execparity.schema.execution;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel's release, as {@code uname -r} and the record DAEMON_START say it, as far as it decides what the kernel does.
 *
 * @param major -1 where it is not known, as for a candidate, which has what its series ends with or has not yet
 * @param update the stable update, 0 for none, -1 where the release does not tell: distributions that count for
 *     themselves write 0 and a number of their own after it
 */
public record KernelRelease(int major, int minor, int update) {
    public static final KernelRelease UNKNOWN = new KernelRelease(-1, -1, -1);

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6}))?((?:\\D.*)?)");
    private static final Pattern CANDIDATE = Pattern.compile("[-.~]rc\\d");

    /** Reads {@code /proc/sys/kernel/osrelease}, or what a record quotes of it. */
    public static KernelRelease of(String release) {
        Matcher matcher = RELEASE.matcher(release);
        if (!matcher.matches()) {
            return UNKNOWN;
        }
        String rest = matcher.group(4);
        if (CANDIDATE.matcher(rest).find()) {
            return UNKNOWN;
        }
        int update = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        boolean ownCount = update == 0 && !rest.isEmpty();
        return new KernelRelease(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), ownCount ? -1 : update);
    }

    public boolean isKnown() {
        return major >= 0;
    }

    /** False for one that is not known. */
    public boolean isBefore(int otherMajor, int otherMinor) {
        return isKnown() && (major < otherMajor || major == otherMajor && minor < otherMinor);
    }

    /** True for this release and every one after it. */
    public boolean isSince(int otherMajor, int otherMinor) {
        return isKnown() && !isBefore(otherMajor, otherMinor);
    }

    /** True for this series alone. */
    public boolean isOf(int otherMajor, int otherMinor) {
        return major == otherMajor && minor == otherMinor;
    }
}
