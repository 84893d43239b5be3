package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a list was found to be. Lists of its parts end after the first hundred, the counts do not.
 *
 * @param entries those that could be read
 * @param bytes the list's length
 * @param templates how many entries each has
 * @param problems in the list's order
 * @param registers where the list leads in its own bank
 * @param expected what became of each register of 10 and above that a value was given for
 * @param composite what became of the digest over registers, where one was given
 * @param bootAggregates all that bear the name
 */
public record VerificationReport(
        ListShape shape,
        long entries,
        long bytes,
        long violationCount,
        List<MeasurementEntry> violations,
        Map<String, Long> templates,
        long problemCount,
        List<ListProblem> problems,
        SortedMap<Integer, Bytes> registers,
        List<RegisterResult> expected,
        Optional<CompositeResult> composite,
        List<BootAggregate> bootAggregates) {

    public enum Verdict {
        /** Sound, and a register vouches for all of it that it had to. */
        VERIFIED("verified"),
        /**
         * Sound in itself, which whoever wrote it could have made it: without a register's value nobody can see entries
         * that were left out, repeated, put in another order or made up.
         */
        CONSISTENT("consistent"),
        TAMPERED("tampered");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public VerificationReport {
        violations = List.copyOf(violations);
        templates = Map.copyOf(templates);
        problems = List.copyOf(problems);
        expected = List.copyOf(expected);
        bootAggregates = List.copyOf(bootAggregates);
    }

    public Verdict verdict() {
        if (problemCount > 0 || !reachesExpected() || bootAggregateDiffers()) {
            return Verdict.TAMPERED;
        }
        return expected.isEmpty() && composite.isEmpty() ? Verdict.CONSISTENT : Verdict.VERIFIED;
    }

    /** True where the list leads to every value that was given, or none was. */
    public boolean reachesExpected() {
        return expected.stream().allMatch(RegisterResult::satisfied)
                && composite.stream().allMatch(CompositeResult::satisfied);
    }

    /**
     * True where some are not of the registers given, and none is. Those that came over a kexec may be of registers that
     * are no more, and anything may bear the name; so that one that matches is enough.
     */
    public boolean bootAggregateDiffers() {
        return bootAggregates.stream().anyMatch(boot -> boot.state() == BootAggregate.State.DIFFERS)
                && bootAggregates.stream().noneMatch(boot -> boot.state() == BootAggregate.State.MATCHES);
    }

    /** Registers that the list extends and of which nothing was given, so that nothing vouches for their entries. */
    public SortedSet<Integer> registersWithoutWitness() {
        SortedSet<Integer> without = new TreeSet<>(registers.keySet());
        expected.forEach(result -> without.remove(result.expected().register()));
        composite.ifPresent(result -> result.expected().parts().stream()
                .filter(ExpectedComposite.Part::comesFromList)
                .forEach(part -> without.remove(part.register())));
        return without;
    }

    /** False for what was read from the middle on, or lost its beginning. */
    public boolean beginsWithBootAggregate() {
        return !bootAggregates.isEmpty() && bootAggregates.get(0).entry() == 0;
    }
}
