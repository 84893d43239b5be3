package io.execparity.collect.ima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.collect.ima.LiveList.Change;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveListTest {
    /** What the polls so far found. */
    private static final class Seen implements LiveList.Handler {
        private final List<Change> changes = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void changed(Change change) {
            changes.add(change);
            numbers.clear();
            bytes.reset();
        }

        @Override
        public void item(ListItem item, byte[] raw) {
            numbers.add(((MeasurementEntry) item).number());
            bytes.writeBytes(raw);
        }
    }

    private byte[] list = new byte[0];
    private final LiveList live = new LiveList(() -> new ByteArrayInputStream(list));
    private final Seen seen = new Seen();

    private static byte[] entries(int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            out.writeBytes(MadeList.of(Bank.SHA256)
                    .measured("/bin/" + i, MadeList.file(i))
                    .binary());
        }
        return out.toByteArray();
    }

    private void poll(String boot, byte[] now) throws Exception {
        list = now;
        live.poll(boot, seen);
    }

    private void expect(Change change, int from, int to) {
        assertThat(seen.changes.get(seen.changes.size() - 1)).isEqualTo(change);
        assertThat(seen.numbers).isEqualTo(LongStream.range(from, to).boxed().toList());
    }

    @Test
    void growthIsHandedOverOnce() throws Exception {
        poll("a", entries(0, 5));
        expect(Change.FIRST, 0, 5);
        poll("a", entries(0, 5));
        expect(Change.GROWN, 5, 5);
        poll("a", entries(0, 9));
        expect(Change.GROWN, 5, 9);
    }

    @Test
    void anEntryThatIsNotWholeYetIsReadWhenItIs() throws Exception {
        byte[] whole = entries(0, 6);
        poll("a", Arrays.copyOf(whole, whole.length - 7));
        expect(Change.FIRST, 0, 5);
        poll("a", whole);
        expect(Change.GROWN, 5, 6);
    }

    @Test
    void anAsciiEntryIsWholeWithItsLineFeed() throws Exception {
        MadeList made =
                MadeList.of(Bank.SHA256).measured("/bin/a", MadeList.file(0)).measured("/bin/b", MadeList.file(1));
        poll("a", Arrays.copyOf(made.ascii(), made.ascii().length - 1));
        expect(Change.FIRST, 0, 1);
        poll("a", made.measured("/bin/c", MadeList.file(2)).ascii());
        expect(Change.GROWN, 1, 3);
    }

    @Test
    void anotherBootHasAnotherList() throws Exception {
        poll("a", entries(0, 5));
        poll("b", entries(0, 6));
        expect(Change.REBOOTED, 0, 6);
    }

    @Test
    void lessThanBeforeIsShrinkingAndAnythingElseIsRewriting() throws Exception {
        poll("a", entries(0, 5));
        poll("a", entries(0, 3));
        expect(Change.SHRUNK, 0, 3);
        poll("a", entries(4, 9));
        expect(Change.REWRITTEN, 0, 5);
        byte[] changed = entries(4, 12);
        changed[60] ^= 1;
        poll("a", changed);
        expect(Change.REWRITTEN, 0, 8);
    }

    @Test
    void whereStagedEntriesWereDeletedWhatFollowsTheLastOneKnownIsNew() throws Exception {
        poll("a", entries(0, 8));
        poll("a", entries(6, 10));
        expect(Change.TRIMMED, 8, 10);
        poll("a", entries(6, 12));
        expect(Change.GROWN, 10, 12);
    }

    @Test
    void aPollThatFailsWhileItReadsIsMadeUpForByTheNext() throws Exception {
        // Given
        byte[] whole = entries(0, 4000);
        boolean[] broken = {false};
        LiveList breaking = new LiveList(() -> broken[0]
                ? new SequenceInputStream(new ByteArrayInputStream(whole, 0, whole.length - 9), new Broken())
                : new ByteArrayInputStream(whole));
        broken[0] = true;
        assertThatThrownBy(() -> breaking.poll("a", seen)).isInstanceOf(IOException.class);
        int handed = seen.numbers.size();
        byte[] before = seen.bytes.toByteArray();

        // When
        broken[0] = false;
        breaking.poll("a", seen);

        // Then
        expect(Change.GROWN, handed, 4000);
        assertThat(before).isEqualTo(Arrays.copyOf(whole, before.length));
        assertThat(seen.bytes.toByteArray()).isEqualTo(Arrays.copyOfRange(whole, before.length, whole.length));
        breaking.poll("a", seen);
        expect(Change.GROWN, 4000, 4000);
    }

    @Test
    void anotherProcessGoesOnFromThePositionAndKnowsWhatHadBeenThere() throws Exception {
        poll("a", entries(0, 5));
        String text = live.position().text();

        for (Map.Entry<Change, byte[]> now : Map.of(
                        Change.GROWN, entries(0, 9),
                        Change.TRIMMED, entries(3, 9),
                        Change.SHRUNK, entries(0, 3),
                        Change.REWRITTEN, swapped(entries(0, 9)))
                .entrySet()) {
            list = now.getValue();
            new LiveList(
                            () -> new ByteArrayInputStream(list),
                            ListPosition.of(text).orElseThrow())
                    .poll("a", seen);

            boolean anew = now.getKey() == Change.SHRUNK || now.getKey() == Change.REWRITTEN;
            expect(now.getKey(), anew ? 0 : 5, now.getKey() == Change.SHRUNK ? 3 : 9);
        }
        assertThat(ListPosition.of(text + "x")).isEmpty();
    }

    private static byte[] swapped(byte[] entries) {
        entries[60] ^= 1;
        return entries;
    }

    @Test
    void aListThatIsEmptiedHasShrunk() throws Exception {
        poll("a", entries(0, 5));
        poll("a", new byte[0]);
        expect(Change.SHRUNK, 0, 0);
        poll("a", entries(0, 2));
        expect(Change.GROWN, 0, 2);
        assertThat(live.position().listing()).isEqualTo(1);
    }

    @Test
    void anEntrysBytesAreThoseOfTheListAlsoInAnAsciiOne() throws Exception {
        MadeList made = MadeList.of(Bank.SHA256);
        for (int i = 0; i < 300; i++) {
            made.measured("/bin/a b " + i, MadeList.file(i));
        }
        poll("a", made.ascii());
        assertThat(seen.bytes.toByteArray()).isEqualTo(made.ascii());
        assertThat(live.position().shape().word()).isEqualTo("ascii-sha256-le");
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("broken");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("broken");
        }
    }

    @Test
    void aListThatCannotBeOpenedForAWhileIsFollowedOn() throws Exception {
        // Given
        boolean[] busy = {false};
        LiveList held = new LiveList(() -> {
            if (busy[0]) {
                throw new IOException("Device or resource busy");
            }
            return new ByteArrayInputStream(list);
        });
        list = entries(0, 5);
        held.poll("a", seen);
        busy[0] = true;
        assertThatThrownBy(() -> held.poll("a", seen)).isInstanceOf(IOException.class);

        // When
        busy[0] = false;
        list = entries(0, 7);
        held.poll("a", seen);

        // Then
        expect(Change.GROWN, 5, 7);
    }

    @TempDir
    private Path securityfs;

    private Path live() {
        return securityfs.resolve("binary_runtime_measurements_sha256");
    }

    private void write(byte[] stagedEntries, byte[] liveEntries) throws IOException {
        Files.write(securityfs.resolve("binary_runtime_measurements_sha256_staged"), stagedEntries);
        Files.write(live(), liveEntries);
    }

    /** Stage all, read, delete; then again: what an exporter does on Linux 7.2. */
    @Test
    void stagingMovesNothingOutOfSightAndDeletingTrims() throws Exception {
        // Given
        LiveList staging = new LiveList(new StagedList(live()));
        write(new byte[0], entries(0, 5));
        staging.poll("a", seen);
        expect(Change.FIRST, 0, 5);

        // Then
        write(entries(0, 5), new byte[0]);
        staging.poll("a", seen);
        expect(Change.GROWN, 5, 5);
        write(entries(0, 5), entries(5, 7));
        staging.poll("a", seen);
        expect(Change.GROWN, 5, 7);
        write(new byte[0], entries(5, 9));
        staging.poll("a", seen);
        expect(Change.TRIMMED, 7, 9);
        write(entries(5, 9), entries(9, 10));
        staging.poll("a", seen);
        expect(Change.GROWN, 9, 10);
        write(entries(5, 8), entries(9, 10));
        staging.poll("a", seen);
        assertThat(seen.changes.get(seen.changes.size() - 1)).isNotEqualTo(Change.GROWN);
    }

    @Test
    void whereTheKernelDoesNotStageTheLiveListIsAll() throws Exception {
        // Given
        Files.write(live(), entries(0, 4));

        // When
        new LiveList(new StagedList(live())).poll("a", seen);

        // Then
        expect(Change.FIRST, 0, 4);
    }

    @Test
    void whatIsStagedWhileItIsReadIsNoHoleInTheList() throws Exception {
        // Given
        write(entries(0, 3), entries(3, 5));
        StagedList opener = new StagedList(live());

        // When
        try (InputStream in = opener.open()) {
            in.readNBytes(entries(0, 3).length + 1);
            write(entries(0, 5), entries(5, 6));

            // Then
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("read again");
        }
        try (InputStream in = opener.open()) {
            assertThat(in.readAllBytes()).isEqualTo(entries(0, 6));
        }
    }
}
