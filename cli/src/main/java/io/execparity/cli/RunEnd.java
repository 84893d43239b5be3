package io.execparity.cli;

import io.execparity.stream.Site;
import java.util.Set;

/** What a bounded run comes to. */
final class RunEnd {
    private RunEnd() {}

    /**
     * The exit code, after it was said where the site's lists were of no use: they would look like sound ones.
     *
     * @param hosts those that had an event
     * @param wantAttention how many findings make a run exit with 3
     */
    static int exitCode(Console console, Site site, Set<String> hosts, long wantAttention) {
        Set<String> alone = site.hostsOfListsAlone(hosts);
        for (String host : alone) {
            console.complain(
                    "--ima-host " + host + ": the log has no event of this host, so that nothing was held against"
                            + " its lists; verify-ima checks a list by itself.");
        }
        if (!alone.isEmpty()) {
            return ExitCode.UNUSABLE;
        }
        return wantAttention > 0 ? ExitCode.FOUND : ExitCode.NOTHING_FOUND;
    }
}
