package io.execparity.dashboard.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why something was denied, taken from the sentence of a finding: the results have it nowhere else. */
final class Reasons {
    private static final Pattern BECAUSE =
            Pattern.compile("because (it has no execute bit|its mount is noexec|IMA appraisal refused it)\\b");
    private static final Pattern CAUSE = Pattern.compile("^IMA refused .*: ([a-z-]{1,40})\\.$");

    private Reasons() {}

    /** The reason in the sentence, {@code known} where it has none. */
    static String of(String rule, String sentence, String known) {
        Matcher because = BECAUSE.matcher(sentence);
        if (because.find()) {
            return because.group(1);
        }
        Matcher cause = CAUSE.matcher(sentence);
        if (rule.equals("appraisal-failed") && cause.matches()) {
            return "IMA: " + cause.group(1);
        }
        return rule.equals("lsm-denied-exec") ? sentence : known;
    }
}
