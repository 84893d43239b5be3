package io.execparity.collect.coalesce;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State that this build did not write: an earlier or a later one did, or nobody. */
class StateOfOtherBuildsTest {
    private static final String SECOND = "coalescer-form-2.state";
    private static final int FORM_TAG = 1;
    /** Which fields hold fields again, by the way to them. */
    private static final Map<String, Set<Integer>> MESSAGES =
            Map.of("", Set.of(2, 3, 4, 5, 7, 8), "/7", Set.of(1, 2, 3, 4, 5), "/7/4", Set.of(1, 2, 3, 4));

    /** A stream after which everything that can be saved is there. */
    private static List<AuditRecord> before() {
        List<AuditRecord> records = new ArrayList<>(new Script().opens(2, 40).records());
        Script rebooted = new Script().later(60_000);
        rebooted.record("DAEMON_START", 7000, "op=start ver=4.0");
        rebooted.opens(1, 30).opens(34, 80);
        records.addAll(rebooted.records());
        List<AuditRecord> incomplete =
                Script.without(new Script().later(170_000).executes(81).opens(82, 140), 81, "PATH");
        records.addAll(incomplete);
        records.add(Lines.record("AVC", new EventKey(Script.START + 61_000, 2), "apparmor=\"DENIED\" name=\"/x\""));
        records.addAll(Script.open(32, Script.START + 90_500).subList(0, 2));
        records.add(Script.user(3_000_000, Script.START + 230_000));
        EventKey chunked = new EventKey(Script.START + 231_000, 141);
        records.add(Script.call(chunked, 59, "yes", 2, 141));
        records.add(Lines.record("EXECVE", chunked, "argc=2 a0=\"sh\" a1_len=9 a1[0]=\"abcde\""));
        records.add(Lines.record("DAEMON_END", new EventKey(Script.START + 231_500, 7001), "op=terminate"));
        records.addAll(Script.open(144, Script.START + 232_000));
        return records;
    }

    private static List<AuditRecord> after() {
        EventKey chunked = new EventKey(Script.START + 231_000, 141);
        List<AuditRecord> records = new ArrayList<>();
        records.add(Lines.record("EXECVE", chunked, "a1[1]=\"fghi\""));
        records.addAll(Script.execve(141, Script.START + 231_000).subList(2, 6));
        records.addAll(Script.open(32, Script.START + 90_500));
        records.addAll(Script.open(5, Script.START + 64_000));
        records.addAll(new Script().later(233_000).opens(145, 200).records());
        return records;
    }

    private static Cut full() throws UnreadableStateException {
        return new Cut(CoalescerSettings.defaults(), Lines::fields).through(before(), Set.of(), Map.of());
    }

    private static List<String> rest(byte[] state) throws UnreadableStateException {
        return rest(state, Map.of());
    }

    private static List<String> rest(byte[] state, Map<Integer, byte[]> pages) throws UnreadableStateException {
        Cut cut = new Cut(CoalescerSettings.defaults(), Lines::fields);
        cut.pages.putAll(pages);
        cut.restore(state).through(after(), Set.of(), Map.of());
        cut.coalescer.flush();
        return cut.items;
    }

    private static List<String> expectedRest() throws UnreadableStateException {
        Cut whole = full();
        int before = whole.items.size();
        whole.through(after(), Set.of(), Map.of()).coalescer.flush();
        return whole.items.subList(before, whole.items.size());
    }

    /** What a later build might write: fields that nobody knows yet, before and after each known one. */
    private static void copyWithStrangers(StateReader in, StateWriter out, String way, int leftOut)
            throws UnreadableStateException {
        while (in.next()) {
            int tag = in.tag();
            out.number(1000, tag);
            if (way.isEmpty() && tag == leftOut) {
                continue;
            }
            if (MESSAGES.getOrDefault(way, Set.of()).contains(tag)) {
                StateWriter inner = new StateWriter();
                copyWithStrangers(in.message(), inner, way + "/" + tag, leftOut);
                out.bytes(tag, inner.toByteArray());
            } else {
                copy(in, out);
            }
            out.text(1001, "from the future");
            out.message(1002, inner -> inner.number(1, 5));
        }
    }

    private static void copy(StateReader in, StateWriter out) {
        try {
            out.bytes(in.tag(), in.bytes());
        } catch (UnreadableStateException notContent) {
            out.number(in.tag(), number(in), Long.MIN_VALUE);
        }
    }

    private static long number(StateReader in) {
        try {
            return in.number();
        } catch (UnreadableStateException e) {
            throw new AssertionError(e);
        }
    }

    @Example
    void theStreamFillsEveryPart() throws UnreadableStateException {
        // When
        Cut cut = full();

        // Then
        assertThat(cut.coalescer.statistics().reboots()).isEqualTo(1);
        assertThat(cut.coalescer.statistics().missingSerials()).isEqualTo(3);
        assertThat(cut.coalescer.statistics().late()).isEqualTo(3);
        assertThat(cut.coalescer.pendingBytes()).isGreaterThan(3000);
        assertThat(cut.coalescer.due()).isPresent();
    }

    @Example
    void fieldsOfALaterBuildArePassedOver() throws UnreadableStateException {
        // Given
        StateWriter later = new StateWriter();
        Cut full = full();

        // When
        copyWithStrangers(new StateReader(full.state()), later, "", 0);

        // Then
        assertThat(rest(later.toByteArray(), full.pages)).isEqualTo(expectedRest());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatAnEarlierBuildDidNotWriteHasADefault(int leftOut) throws UnreadableStateException {
        // Given
        StateWriter earlier = new StateWriter();
        Cut full = full();
        copyWithStrangers(new StateReader(full.state()), earlier, "", leftOut);

        // When
        List<String> items = rest(earlier.toByteArray(), full.pages);

        // Then
        assertThat(items).anyMatch(item -> item.contains(":200)"));
    }

    @Example
    void aFormFromTheFutureIsRefused() {
        // Given
        StateWriter future = new StateWriter();
        future.number(FORM_TAG, 3);

        // When, Then
        assertThatThrownBy(() -> rest(future.toByteArray()))
                .isInstanceOf(UnreadableStateException.class)
                .hasMessage("unreadable state at byte 0: 3 is not from 1 to 2");
        assertThatThrownBy(() -> rest(new byte[0])).isInstanceOf(UnreadableStateException.class);
    }

    @Example
    void aPageThatIsMissingIsSaid() throws UnreadableStateException {
        // Given
        Cut full = full();
        byte[] state = full.state();
        full.pages.remove(0);

        // When, Then
        assertThatThrownBy(() -> rest(state, full.pages))
                .isInstanceOf(UnreadableStateException.class)
                .hasMessageEndingWith("no page 0 of the events that went out");
    }

    /** The files were written once, each by a build of its form; a later form gets one of its own. */
    @Example
    void stateOfTheFirstFormIsStillRead() throws IOException {
        assertThat(rest(golden("coalescer-form-1.state"))).isEqualTo(expectedRest());
    }

    /** Its file has the state as field 1 and the pages as those behind it. */
    @Example
    void stateOfTheSecondFormIsStillRead() throws IOException {
        // Given
        if ("write".equals(System.getProperty("execparity.golden"))) {
            Cut full = full();
            StateWriter file = new StateWriter();
            file.bytes(1, full.state());
            full.pages.forEach((page, content) -> file.bytes(2 + page, content));
            Files.write(Path.of("src/test/resources/io/execparity/collect/coalesce", SECOND), file.toByteArray());
        }
        StateReader file = new StateReader(golden(SECOND));
        byte[] state = {};
        Map<Integer, byte[]> pages = new HashMap<>();
        while (file.next()) {
            if (file.tag() == 1) {
                state = file.bytes();
            } else {
                pages.put(file.tag() - 2, file.bytes());
            }
        }

        // When
        List<String> items = rest(state, pages);

        // Then
        assertThat(pages).isNotEmpty();
        assertThat(items).isEqualTo(expectedRest());
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream golden = StateOfOtherBuildsTest.class.getResourceAsStream(name)) {
            return requireNonNull(golden, name).readAllBytes();
        }
    }

    @Property(tries = 1000)
    void harmedStateIsRefusedOrGoneOnWith(@ForAll long seed) throws UnreadableStateException {
        // Given
        Random random = new Random(seed);
        List<AuditRecord> records = before();
        Cut saved = new Cut(CoalescerSettings.defaults(), Lines::fields)
                .through(records.subList(0, records.size() - random.nextInt(40)), Set.of(), Map.of());
        byte[] harmed = harmed(saved.state(), random);
        Cut cut = new Cut(CoalescerSettings.defaults(), Lines::fields);
        saved.pages.forEach(
                (page, content) -> cut.pages.put(page, random.nextInt(3) == 0 ? harmed(content, random) : content));
        try {
            cut.restore(harmed);
        } catch (UnreadableStateException refused) {
            assertThat(refused).hasMessageStartingWith("unreadable state at byte ");
            return;
        }

        // When
        cut.through(after(), Set.of(3), Map.of(2, 100));
        cut.coalescer.pass(Duration.ofSeconds(100));
        cut.coalescer.flush();

        // Then
        assertThat(cut.coalescer.pendingBytes()).isZero();
    }

    private static byte[] harmed(byte[] state, Random random) {
        byte[] harmed = random.nextInt(5) == 0 ? Arrays.copyOf(state, random.nextInt(state.length)) : state.clone();
        for (int i = random.nextInt(5); i >= 0 && harmed.length > 0; i--) {
            int at = random.nextInt(harmed.length);
            harmed[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : harmed[at] ^ 1 << random.nextInt(8));
        }
        return harmed;
    }
}
