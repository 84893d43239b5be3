package io.execparity.collect.ima;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.ima.LiveList.Change;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LiveListTest {
    /** What the polls so far found. */
    private static final class Seen implements LiveList.Handler {
        private final List<Change> changes = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();

        @Override
        public void changed(Change change) {
            changes.add(change);
            numbers.clear();
        }

        @Override
        public void item(ListItem item) {
            numbers.add(((MeasurementEntry) item).number());
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
}
