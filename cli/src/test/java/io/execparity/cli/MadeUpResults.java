package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.schema.codec.HostJson;
import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** A finding about a file whose content is on record. */
    static String known(String path, int second) {
        return finding("fileless-exec", path, second)
                .replace("\"device\":", "\"hash\":{\"sha256\":\"" + "5".repeat(64) + "\"},\"device\":");
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

    /** Three runs whose host's clock was set back by a minute after the second. */
    static List<String> clockSetBack() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int second = i < 2 ? 100 + i : 41;
            lines.add(execution(700 + i, 1, second, "/srv/clock.sh", 81, "direct", "ran")
                    .replace(stamp(700 + i), "audit(" + (START / 1000 + second) + ".000:" + (20_000 + i) + ")")
                    .replace("\"made-up\"", "\"set-back\""));
        }
        return lines;
    }

    /** What an agent of the corpus's host would have told of it: in Tokyo, with some audit records lost. */
    static String host() throws IOException {
        Path log = Corpora.file(Corpora.ENRICHED);
        HostSnapshot snapshot = new HostSnapshot(
                START,
                "lab-host",
                "agent-of-the-lab",
                HostSnapshot.Cause.DAILY,
                ServedCorpus.BOOT,
                "7.2.0",
                "amd64",
                List.of("lockdown", "capability", "landlock", "ima"),
                "1",
                Files.readAllLines(log.resolveSibling("mounts.txt")),
                List.of("enabled 1", "lost 12", "backlog 3", "backlog_limit 8192"),
                Files.readAllLines(log.resolveSibling("audit.rules")).stream()
                        .filter(line -> line.startsWith("-a"))
                        .toList(),
                Files.readAllLines(log.resolveSibling("ima-policy")),
                List.of("/usr/bin/runc"),
                List.of("/etc/shadow\u202e: denied"),
                "Asia/Tokyo");
        Loss loss = new Loss(
                START, "lab-host", "agent-of-the-lab", "log", Loss.Reason.OVERRUN, 7, 700, List.of(), "It was slow.");
        HostRecord host = HostRecord.of("lab-host").with(snapshot).with(loss);
        return new String(new HostJson().line(host), UTF_8);
    }

    private static String time(int second) {
        return Instant.ofEpochMilli(START + second * 1000L).toString().replace("Z", ".000Z");
    }

    private static String stamp(int serial) {
        return "audit(1795346100.000:" + (10_000 + serial) + ")";
    }
}
