package io.execparity.collect.agent.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.HostSnapshot.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a made host: its files below a folder, and a program in the place of auditctl. */
class SnapshotWatchTest {
    private static final long DAY = 86_400_000;

    @TempDir
    private Path root;

    @BeforeEach
    void makeAHost() throws IOException {
        write("proc/sys/kernel/random/boot_id", "1-a\n");
        write("proc/sys/kernel/osrelease", "7.2.0\n");
        write("proc/sys/vm/memfd_noexec", "1\n");
        write("proc/1/mounts", "/dev/vda / ext4 rw 0 0\ntmpfs /tmp tmpfs rw,noexec 0 0\n");
        write("sys/kernel/security/lsm", "lockdown,capability,landlock,ima");
        write("sys/kernel/security/ima/policy", "measure func=BPRM_CHECK\n");
        Files.createDirectories(root.resolve("etc"));
        Files.createSymbolicLink(
                root.resolve("etc/localtime"), Path.of("/usr/share/zoneinfo/America/Argentina/Ushuaia"));
        write("usr/bin/runc", "");
        root.resolve("usr/bin/runc").toFile().setExecutable(true);
        auditctl("echo \"enabled 1\"; [ $1 = -l ] || echo \"lost $$\"");
    }

    @Test
    void a_snapshot_holds_all_that_coverage_is_judged_by() throws Exception {
        HostSnapshot taken = new HostFacts(root, "h", "a").take(Cause.START, 5);

        assertThat(taken.boot()).isEqualTo("1-a");
        assertThat(taken.kernel()).isEqualTo("7.2.0");
        assertThat(taken.memfdNoexec()).isEqualTo("1");
        assertThat(taken.securityModules()).containsExactly("lockdown", "capability", "landlock", "ima");
        assertThat(taken.mounts()).hasSize(2).last().asString().contains("noexec");
        assertThat(taken.auditStatus())
                .hasSize(2)
                .startsWith("enabled 1")
                .last()
                .asString()
                .startsWith("lost ");
        assertThat(taken.auditRules()).contains("enabled 1");
        assertThat(taken.imaPolicy()).containsExactly("measure func=BPRM_CHECK");
        assertThat(taken.runtimes()).containsExactly("/usr/bin/runc");
        assertThat(taken.unreadable()).isEmpty();
        assertThat(taken.timeZone()).isEqualTo("America/Argentina/Ushuaia");
    }

    @Test
    void a_zone_that_no_link_names_is_not_known() throws Exception {
        Files.delete(root.resolve("etc/localtime"));
        assertThat(new HostFacts(root, "h", "a").take(Cause.START, 5).timeZone())
                .isEmpty();
        write("etc/localtime", "TZif2");
        assertThat(new HostFacts(root, "h", "a").take(Cause.START, 5).timeZone())
                .isEmpty();
    }

    @Test
    void what_cannot_be_read_is_named_and_the_rest_is_told() throws Exception {
        Files.delete(root.resolve("sys/kernel/security/ima/policy"));
        Files.delete(root.resolve("proc/1/mounts"));
        write("proc/self/mounts", "own / own rw 0 0\n");
        auditctl("exit 4");

        HostSnapshot taken = new HostFacts(root, "h", "a").take(Cause.START, 5);

        assertThat(taken.mounts()).containsExactly("own / own rw 0 0");
        assertThat(taken.unreadable())
                .anySatisfy(text -> assertThat(text).endsWith("ima/policy: NoSuchFileException"))
                .anySatisfy(text -> assertThat(text).endsWith("proc/1/mounts: NoSuchFileException"))
                .contains("auditctl -s: status 4", "auditctl -l: status 4");
    }

    @Test
    void a_fact_without_end_is_cut_and_said_to_be() throws Exception {
        write("proc/1/mounts", "x y z\n".repeat(100_000));

        HostSnapshot taken = new HostFacts(root, "h", "a").take(Cause.START, 5);

        assertThat(taken.mounts()).hasSizeBetween(10_000, 40_000);
        assertThat(taken.unreadable()).singleElement().asString().contains("proc/1/mounts: only its first");
    }

    @Test
    void it_is_sent_at_the_start_on_a_change_and_once_a_day() throws Exception {
        SnapshotWatch watch = new SnapshotWatch(new HostFacts(root, "h", "a"));

        assertThat(cause(watch.look(0))).isEqualTo("start");
        assertThat(watch.look(60_000)).isEmpty();
        write("proc/sys/vm/memfd_noexec", "2\n");
        assertThat(cause(watch.look(120_000))).isEqualTo("change");
        assertThat(watch.look(DAY)).isEmpty();
        assertThat(cause(watch.look(120_000 + DAY))).isEqualTo("daily");
        assertThat(cause(watch.look(0))).isEqualTo("daily");
    }

    private static String cause(Optional<byte[]> message) {
        return new String(message.orElseThrow(), UTF_8).replaceAll(".*\"cause\":\"([a-z]+)\".*", "$1");
    }

    private void auditctl(String script) throws IOException {
        write("usr/sbin/auditctl", "#!/bin/sh\n" + script + "\n");
        root.resolve("usr/sbin/auditctl").toFile().setExecutable(true);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
