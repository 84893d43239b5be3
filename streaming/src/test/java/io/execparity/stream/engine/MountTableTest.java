package io.execparity.stream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static Set<String> noexec(String table) throws IOException {
        return MountTable.noexec("mounts.txt", new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void noexecIsAnOptionAndNoPartOfAnother() throws Exception {
        assertThat(noexec("tmpfs /tmp tmpfs rw,nosuid,noexec 0 0\n/dev/vda1 / ext4 rw,errors=noexec-never 0 0\n"))
                .containsExactly("/tmp");
    }

    @Test
    void theLastOfSeveralMountsAtOnePlaceHidesTheOthers() throws Exception {
        assertThat(noexec("tmpfs /tmp tmpfs rw,noexec 0 0\ntmpfs /tmp tmpfs rw 0 0\n"))
                .isEmpty();
        assertThat(noexec("tmpfs /tmp tmpfs rw 0 0\ntmpfs /tmp tmpfs rw,noexec 0 0\n"))
                .containsExactly("/tmp");
    }

    @Test
    void aPlaceMayHaveSpaces() throws Exception {
        assertThat(noexec("tmpfs /mnt/my\\040disk tmpfs noexec 0 0\n")).containsExactly("/mnt/my disk");
    }

    @Test
    void theOtherTableOfMountsIsRefusedAndNotTakenForThisOne() {
        assertThatIOException()
                .isThrownBy(() -> noexec("36 35 98:0 /a /srv rw,noexec shared:1 - ext4 /dev/vdb rw\n"))
                .withMessageContaining("mounts.txt, line 1: this is a line of /proc/self/mountinfo");
    }

    @Test
    void whatIsNoMountIsRefusedWithItsLine() {
        assertThatIOException()
                .isThrownBy(() -> noexec("# saved\n\ntmpfs /tmp tmpfs rw 0 0\n/tmp noexec\n"))
                .withMessageContaining("mounts.txt, line 4");
    }
}
