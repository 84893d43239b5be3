package io.execparity.schema.finding;

import static java.util.Objects.requireNonNull;

/**
 * A finding that was held back because a suppression names its maker. It is counted and can be listed: held back is not
 * thrown away.
 *
 * @param finding as it would have been reported
 * @param by the name of the suppression
 * @param confidence how far the records support that this is the maker it names
 * @param reason one sentence: by which digest, or by which device, inode and path
 */
public record SuppressedFinding(Finding finding, String by, Confidence confidence, String reason) {
    public SuppressedFinding {
        requireNonNull(finding, "finding is null");
        requireNonNull(by, "by is null");
        requireNonNull(confidence, "confidence is null");
        requireNonNull(reason, "reason is null");
    }
}
