package io.execparity.stream.engine;

import io.execparity.schema.execution.EvidenceOrder;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.engine.Unmeasured.Reason;
import io.execparity.stream.measurement.Disagreement;
import io.execparity.stream.measurement.HostMeasurements;
import io.execparity.stream.measurement.ListFlaw;
import io.execparity.stream.measurement.UnknownDigests;
import io.execparity.stream.state.Parts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What ran and is in no list, kept to the end of the host's stream: a file may be measured after an interpreter ran it,
 * which boot a list is of shows by and by, and that a list ends earlier shows only in what follows. Told earlier where
 * more is under way than there is room for.
 */
final class UnmeasuredRuns implements StateRoom.Tenant {
    static final int MOST = 65_536;
    private static final int MOST_BOOTS = 1_024;

    private static final int BOOT = 1;

    private final String host;
    private final HostMeasurements told;
    private final StateRoom room;
    private final Consumer<Observation> out;
    private final List<BootRuns> boots = new ArrayList<>();
    private int count;
    private long bytes;

    UnmeasuredRuns(String host, HostMeasurements told, StateRoom room, Consumer<Observation> out) {
        this.host = host;
        this.told = told;
        this.room = room;
        this.out = out;
        boots.add(new BootRuns(told.boots().size()));
        room.admit(this);
    }

    private BootRuns current() {
        return boots.get(boots.size() - 1);
    }

    /** How many boots of the host there were so far. */
    int boots() {
        return boots.size();
    }

    /** The list that agrees best with the present boot so far, -1 where none does better than the others. */
    int likeliest() {
        int lists = told.boots().size();
        if (lists == 1) {
            return 0;
        }
        int likeliest = -1;
        double most = 0;
        for (int list = 0; list < lists; list++) {
            double agreement = current().tally(list).agreement();
            likeliest = agreement > most ? list : agreement == most ? -1 : likeliest;
            most = Math.max(most, agreement);
        }
        return likeliest;
    }

    /**
     * Takes a run.
     *
     * @param key the same for the same content of a file
     * @param found what each list says of it
     */
    void take(Execution run, String key, List<MeasurementJoin.Found> found) {
        boolean direct = run.mode() == Mode.DIRECT;
        boolean missing = false;
        for (int list = 0; list < found.size(); list++) {
            if (direct) {
                current().tally(list).add(found.get(list));
            }
            missing |= !found.get(list).listed();
        }
        UnmeasuredRun known = current().missing().get(key);
        if (known == null && !missing) {
            return;
        }
        int before = known == null ? 0 : known.weight();
        UnmeasuredRun runs = known == null ? new UnmeasuredRun(run, found) : known;
        runs.add(run, found);
        if (runs.listed()) {
            current().missing().remove(key);
            count--;
            changed(-before);
            return;
        }
        if (known == null) {
            current().missing().put(key, runs);
            count++;
            if (count > MOST) {
                giveUp();
            }
        }
        changed(runs.weight() - before);
    }

    /** Notes that an entry of a list was made by the event of that stamp. */
    void date(int list, long entry, EventKey key) {
        current().tally(list).date(entry, key);
    }

    private void changed(long more) {
        bytes += more;
        room.changed(more);
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /** Tells the quarter that came first, by what is known now. */
    @Override
    public void giveUp() {
        ListsOfBoots match = new ListsOfBoots(boots, told.boots().size());
        int[] lists = match.lists();
        int left = (count + 3) / 4;
        for (int boot = 0; boot < boots.size() && left > 0; boot++) {
            Iterator<UnmeasuredRun> missing = boots.get(boot).missing().values().iterator();
            for (; missing.hasNext() && left > 0; left--) {
                UnmeasuredRun run = missing.next();
                missing.remove();
                count--;
                changed(-run.weight());
                tell(run, boot, lists[boot], match.certain(boot));
            }
        }
    }

    /** Begins a new boot. There are more only in a log that was made up; what runs then counts as one boot. */
    void reboot() {
        if (boots.size() < MOST_BOOTS) {
            boots.add(new BootRuns(told.boots().size()));
        }
    }

    /** Tells everything, no more runs will come; returns for each boot its list, -1 for none. */
    int[] finish(EventKey last) {
        ListsOfBoots match = new ListsOfBoots(boots, told.boots().size());
        int[] lists = match.lists();
        for (int boot = 0; boot < boots.size(); boot++) {
            for (UnmeasuredRun run : boots.get(boot).missing().values()) {
                tell(run, boot, lists[boot], match.certain(boot));
            }
            boots.get(boot).missing().clear();
        }
        count = 0;
        changed(-bytes);
        tellFlaws(lists, last);
        tellUnknown(last);
        return lists;
    }

    private void tell(UnmeasuredRun run, int boot, int list, boolean certain) {
        Unmeasured why = list < 0 ? undecided(run) : run.why(list);
        if (why != null) {
            boolean reached = list >= 0 && boots.get(boot).tally(list).reaches(run.first());
            out.accept(run.told(reason(run, boots.get(boot), list, why.with(certain)), reached));
        }
    }

    /** No list is of that boot, or none says anything of what runs. */
    private static @Nullable Unmeasured undecided(UnmeasuredRun run) {
        Unmeasured any = run.why(0);
        return any == null ? null : any.because(Reason.UNDECIDED, null);
    }

    private static Unmeasured reason(UnmeasuredRun run, BootRuns boot, int list, Unmeasured why) {
        if (list < 0 || run.run().mode() != Mode.DIRECT) {
            return why;
        }
        BootRuns.Tally tally = boot.tally(list);
        return why.reason().restsOnTheListsEnd() && tally.ended(run.first())
                ? why.after(EvidenceOrder.listed(tally.farthest()))
                : why;
    }

    private void tellFlaws(int[] lists, EventKey last) {
        for (ListFlaw flaw : told.flaws()) {
            boolean certain = flaw.kind() == ListFlaw.Kind.CHANGED
                    || flaw.kind() == ListFlaw.Kind.UNREACHED && told.boots().size() == 1;
            out.accept(new Observation.ListFlawed(host, last, flaw, certain));
        }
        tellDisagreements(lists, last);
    }

    private void tellUnknown(EventKey last) {
        UnknownDigests unknown = told.unknown();
        if (unknown == null) {
            return;
        }
        for (UnknownDigests.Content content : unknown.contents()) {
            out.accept(new Observation.DigestUnknown(host, last, content, content.entries()));
        }
        if (unknown.beyond() > 0) {
            out.accept(new Observation.DigestUnknown(host, last, null, unknown.beyond()));
        }
        if (unknown.incomparable() > 0) {
            out.accept(new Observation.DigestsIncomparable(host, last, unknown.incomparable()));
        }
    }

    /** There are more lists than boots: of two that disagree, the one that no register vouches for, or no boot agrees with. */
    private void tellDisagreements(int[] lists, EventKey last) {
        int tooMany = told.boots().size() - boots.size();
        Set<Integer> assigned = new HashSet<>();
        for (int list : lists) {
            assigned.add(list);
        }
        Set<Integer> accused = new HashSet<>();
        for (Disagreement disagreement : told.disagreements()) {
            int less = assigned.contains(disagreement.other()) ? disagreement.one() : disagreement.other();
            int wrong = disagreement.vouched() < 0
                    ? less
                    : disagreement.vouched() == disagreement.one() ? disagreement.other() : disagreement.one();
            boolean spare = !assigned.contains(wrong) || boots.size() == 1;
            if (accused.size() < tooMany && spare && accused.add(wrong)) {
                out.accept(new Observation.ListFlawed(
                        host, last, disagreement.against(wrong), disagreement.vouched() >= 0));
            }
        }
    }

    void save(StateWriter out) {
        new BootRunsCodec(told.boots().size()).write(out, BOOT, boots);
    }

    /** Goes on as saved; nothing ran here yet. */
    void restore(StateReader in) throws UnreadableStateException {
        BootRunsCodec codec = new BootRunsCodec(told.boots().size());
        List<BootRuns> saved = new ArrayList<>();
        while (in.next()) {
            if (in.tag() == BOOT) {
                Parts.add(in, saved, codec.read(in.message()), MOST_BOOTS);
            }
        }
        if (!saved.isEmpty()) {
            boots.clear();
            boots.addAll(saved);
        }
        for (BootRuns boot : boots) {
            for (UnmeasuredRun run : boot.missing().values()) {
                count++;
                changed(run.weight());
            }
        }
    }
}
