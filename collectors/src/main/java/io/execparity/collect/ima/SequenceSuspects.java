package io.execparity.collect.ima;

import io.execparity.collect.ima.ListProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the entry at which a list of sound entries leaves the sequence that a register vouches for: one that, left
 * out, exchanged with another or taken from another register, lets the list lead to it. An entry that is missing cannot
 * be found, since its digest is not there to try.
 *
 * <p>Lists of more than a few thousand entries are not searched, and memory does not grow beyond them.
 */
final class SequenceSuspects {
    private static final int MOST_ENTRIES = 4096;
    private static final long MOST_BYTES = 8 * 1024 * 1024;

    private final ListShape shape;
    private final boolean wanted;
    private final List<MeasurementEntry> entries = new ArrayList<>();
    private long bytes;
    private boolean tooMany;

    SequenceSuspects(ListShape shape, List<ExpectedRegister> expected) {
        this.shape = shape;
        this.wanted = !expected.isEmpty();
    }

    void add(MeasurementEntry entry) {
        bytes += entry.bytes().length;
        tooMany |= entries.size() == MOST_ENTRIES || bytes > MOST_BYTES;
        if (wanted && !tooMany) {
            entries.add(entry);
        } else {
            entries.clear();
        }
    }

    /** The first entry that explains why a register was not reached. */
    Optional<ListProblem> suspect(List<RegisterResult> results) {
        for (RegisterResult result : results) {
            if (!result.satisfied() && result.firstLater().isPresent()) {
                return wrong(
                        result.firstLater().get(),
                        "the register vouches for the entries before it: it was added, or came after the register was"
                                + " read");
            }
            if (result.reachedAfter().isEmpty() && !tooMany) {
                return suspect(result.expected());
            }
        }
        return Optional.empty();
    }

    private Optional<ListProblem> suspect(ExpectedRegister expected) {
        SequenceTrial trial = new SequenceTrial(expected, digests(expected.bank()));
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).register() == expected.register()) {
                own.add(i);
            }
        }
        return left(trial, own)
                .or(() -> exchanged(trial, own, 1))
                .or(() -> borrowed(trial, own))
                .or(() -> exchanged(trial, own, own.size()));
    }

    private List<byte[]> digests(Bank bank) {
        TemplateHash hash = new TemplateHash(bank, false);
        byte[] violation = ExtensionRule.OWN_HASH.violation(bank);
        boolean listed = bank == shape.bank() && !shape.padded();
        List<byte[]> digests = new ArrayList<>(entries.size());
        for (MeasurementEntry entry : entries) {
            if (entry.isViolation()) {
                digests.add(violation);
            } else {
                digests.add(
                        listed
                                ? entry.templateDigest().toArray()
                                : hash.of(entry).clone());
            }
        }
        return digests;
    }

    private Optional<ListProblem> left(SequenceTrial trial, List<Integer> own) {
        trial.begin(own);
        // From the end, so that of two that are equal the second is named.
        for (int i = own.size() - 1; i >= 0; i--) {
            List<Integer> rest = new ArrayList<>(own.subList(i + 1, own.size()));
            if (trial.leads(i, rest)) {
                return wrong(own.get(i), "without it the list leads to the register: it was added or repeated");
            }
        }
        return Optional.empty();
    }

    private Optional<ListProblem> exchanged(SequenceTrial trial, List<Integer> own, int farthest) {
        trial.begin(own);
        for (int distance = 1; distance <= farthest; distance++) {
            for (int i = 0; i + distance < own.size(); i++) {
                List<Integer> rest = new ArrayList<>(own.subList(i, own.size()));
                rest.set(0, own.get(i + distance));
                rest.set(distance, own.get(i));
                if (trial.leads(i, rest)) {
                    return wrong(
                            own.get(i),
                            "exchanged with entry "
                                    + entries.get(own.get(i + distance)).number()
                                    + " the list leads to the register: they were swapped");
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ListProblem> borrowed(SequenceTrial trial, List<Integer> own) {
        trial.begin(own);
        int before = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (before < own.size() && own.get(before) == i) {
                before++;
                continue;
            }
            List<Integer> rest = new ArrayList<>();
            rest.add(i);
            rest.addAll(own.subList(before, own.size()));
            if (trial.leads(before, rest)) {
                return wrong(i, "it was extended into the register, not into the one that it names");
            }
        }
        return Optional.empty();
    }

    private Optional<ListProblem> wrong(int index, String what) {
        return wrong(entries.get(index), what);
    }

    private static Optional<ListProblem> wrong(MeasurementEntry entry, String what) {
        return Optional.of(new ListProblem(entry.number(), entry.offset(), Kind.WRONG_SEQUENCE, what));
    }
}
