package io.execparity.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lines as a run writes them, of things that no lab does: hostile names, thousands of children, a file's second life. */
final class MadeUpResults {
    static final String MARKUP = "/tmp/<img src=x onerror=document.title='broken'>.sh";
    static final String DISGUISED = "/tmp/a\\u202eb\\u001bc\\nd\\\\xffe.sh";

    private static final long START = 1_795_346_100_000L;

    private MadeUpResults() {}

    /** A finding about a file of that name, as it stands in JSON. */
    static String finding(String rule, String path, int second) {
        return "{\"@timestamp\":\"" + time(second)
                + "\",\"event\":{\"kind\":\"alert\",\"severity\":73},\"rule\":{\"name\":\""
                + rule + "\"},\"host\":{\"name\":\"made-up\"},\"process\":{\"pid\":" + (9000 + second)
                + ",\"parent\":{\"pid\":1},\"executable\":\"" + path + "\",\"name\":\"" + path + "\",\"args\":[\""
                + path
                + "\"],\"entity_id\":\"made-" + second + "\"},\"file\":{\"path\":\"" + path + "\",\"inode\":\""
                + (100 + second)
                + "\",\"device\":\"fe:00\"},\"execparity\":{\"class\":\"bypass\",\"severity\":\"high\","
                + "\"confidence\":\"likely\",\"mode\":\"indirect\",\"vector\":\"script-file\",\"origin\":\"file\","
                + "\"check\":\"none\",\"outcome\":\"ran\",\"interpreter\":\"/usr/bin/dash\",\"evidence\":[\""
                + stamp(second)
                + "\"],\"explanation\":\"Something ran " + path + ".\"}}";
    }

    static String execution(int pid, int parent, int second, String path, int inode, String mode, String outcome) {
        return "{\"@timestamp\":\"" + time(second)
                + "\",\"event\":{\"kind\":\"event\"},\"host\":{\"name\":\"made-up\"},"
                + "\"process\":{\"pid\":" + pid + ",\"parent\":{\"pid\":" + parent
                + "},\"executable\":\"/usr/bin/dash\",\"name\":\"sh\",\"args\":[\"sh\"],\"entity_id\":\"made-p" + pid
                + "\"},\"file\":{\"path\":\"" + path
                + "\",\"inode\":\""
                + inode + "\",\"device\":\"fe:00\"},\"execparity\":{\"mode\":\""
                + mode + "\",\"vector\":\"script-file\",\"origin\":\"file\",\"check\":\"none\",\"outcome\":\"" + outcome
                + "\",\"evidence\":[\"" + stamp(pid) + "\"]}}";
    }

    /** A file that was denied, deleted, and made anew under its inode by another name, which then ran. */
    static List<String> twoLives() {
        return List.of(
                execution(501, 1, 20, "/srv/first.sh", 77, "direct", "denied"),
                execution(502, 1, 30, "/srv/second.sh", 77, "indirect", "ran"));
    }

    /** A process with as many children. */
    static List<String> family(int children) {
        List<String> lines = new ArrayList<>();
        lines.add(execution(600, 1, 40, "/srv/parent.sh", 78, "direct", "ran"));
        for (int i = 0; i < children; i++) {
            lines.add(execution(1000 + i, 600, 41, "/srv/child.sh", 79, "direct", "ran"));
        }
        return lines;
    }

    /** One execution on each of so many hosts. */
    static List<String> fleet(int hosts) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            lines.add(execution(100 + i, 1, i % 60, "/srv/x.sh", 9, "direct", "ran")
                    .replace("\"made-up\"", "\"web-" + (10_000 + i) + "\""));
        }
        return lines;
    }

    private static String time(int second) {
        return Instant.ofEpochMilli(START + second * 1000L).toString().replace("Z", ".000Z");
    }

    private static String stamp(int serial) {
        return "audit(1795346100.000:" + (10_000 + serial) + ")";
    }
}
