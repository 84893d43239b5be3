package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All replays that a list and its expectations call for: the list's own bank, and each bank that a value is expected of,
 * by every rule that a kernel may have followed, or only by the one that most do.
 */
final class Replays {
    /** Three banks by three rules each; what is more is tried by the usual rules only. */
    private static final int MOST_COMBINATIONS = 27;

    private final ListShape shape;
    private final boolean everyRule;
    private final PcrReplay own;
    private final List<PcrReplay> replays = new ArrayList<>();
    private final List<RegisterTrial> trials = new ArrayList<>();
    private final List<CompositeTrial> compositeTrials = new ArrayList<>();
    private final Map<Bank, TemplateHash> hashes = new EnumMap<>(Bank.class);
    /** The banks whose hash of the current entry is at hand. */
    private final EnumSet<Bank> hashed = EnumSet.noneOf(Bank.class);

    private final Map<Bank, byte[]> templates = new EnumMap<>(Bank.class);

    Replays(ListShape shape, List<ExpectedRegister> expected, boolean everyRule) {
        this.shape = shape;
        this.everyRule = everyRule;
        own = replay(
                shape.bank(), shape.padded() ? ExtensionRule.PADDED_SHA1_WHOLE_VIOLATIONS : ExtensionRule.OWN_HASH);
        for (ExpectedRegister register : expected) {
            for (ExtensionRule rule : rules(register.bank())) {
                trials.add(new RegisterTrial(register, replay(register.bank(), rule)));
            }
        }
    }

    /** Watches for a digest over registers by every combination of rules, one for each bank: kernels mix them. */
    void expect(ExpectedComposite composite) {
        List<Map<Bank, PcrReplay>> combinations = new ArrayList<>(List.of(Map.of()));
        for (Bank bank : composite.replayed()) {
            List<Map<Bank, PcrReplay>> longer = new ArrayList<>();
            for (ExtensionRule rule : rules(bank)) {
                if (longer.size() + combinations.size() <= MOST_COMBINATIONS) {
                    for (Map<Bank, PcrReplay> combination : combinations) {
                        Map<Bank, PcrReplay> next = new HashMap<>(combination);
                        next.put(bank, replay(bank, rule));
                        longer.add(next);
                    }
                }
            }
            combinations = longer;
        }
        combinations.forEach(combination -> compositeTrials.add(new CompositeTrial(composite, combination)));
    }

    /** By the age of the kernels that follow them, the newest first. */
    private List<ExtensionRule> rules(Bank bank) {
        List<ExtensionRule> possible = Arrays.stream(ExtensionRule.values())
                .filter(rule -> isPossible(rule, bank))
                .toList();
        return everyRule ? possible : possible.subList(0, 1);
    }

    /** What the list's own bank was extended with, the list shows. */
    private boolean isPossible(ExtensionRule rule, Bank bank) {
        boolean own = rule == ExtensionRule.OWN_HASH;
        if (bank == shape.bank()) {
            return own != shape.padded();
        }
        return own || bank != Bank.SHA1;
    }

    private PcrReplay replay(Bank bank, ExtensionRule rule) {
        for (PcrReplay replay : replays) {
            if (replay.bank() == bank && replay.rule() == rule) {
                return replay;
            }
        }
        PcrReplay twin = rule == ExtensionRule.PADDED_SHA1_WHOLE_VIOLATIONS
                ? replays.stream()
                        .filter(known -> known.bank() == bank && known.rule() == ExtensionRule.PADDED_SHA1)
                        .findFirst()
                        .orElse(null)
                : null;
        PcrReplay replay = new PcrReplay(bank, rule, twin);
        replays.add(replay);
        return replay;
    }

    void add(MeasurementEntry entry) {
        hashed.clear();
        if (entry.isViolation()) {
            replays.forEach(PcrReplay::part);
        }
        for (PcrReplay replay : replays) {
            if (entry.isViolation()) {
                replay.extendWithViolation(entry.register());
            } else {
                Bank bank = replay.rule() == ExtensionRule.OWN_HASH ? replay.bank() : Bank.SHA1;
                replay.extend(entry.register(), template(entry, bank), bank.length());
            }
        }
        for (RegisterTrial trial : trials) {
            trial.extended(entry);
        }
        for (CompositeTrial trial : compositeTrials) {
            trial.extended(entry);
        }
    }

    /** What was extended: as it is listed, where it is, for only that stays true when fields were changed. */
    private byte[] template(MeasurementEntry entry, Bank bank) {
        if (bank == (shape.padded() ? Bank.SHA1 : shape.bank())) {
            return entry.bytes();
        }
        if (hashed.add(bank)) {
            TemplateHash hash = hashes.computeIfAbsent(bank, wanted -> new TemplateHash(wanted, false));
            templates.put(bank, hash.of(entry));
        }
        return templates.getOrDefault(bank, entry.bytes());
    }

    /** Of the list's own bank. */
    SortedMap<Integer, Bytes> values() {
        return own.values();
    }

    /** True where the list has an entry of that register. */
    boolean wasExtended(int register) {
        return own.wasExtended(register);
    }

    /** By the combination of rules that led to the digest, else by the kernel's usual ones. */
    Optional<CompositeResult> compositeResult(Expectations expectations) {
        Optional<CompositeTrial> reached =
                compositeTrials.stream().filter(CompositeTrial::wasReached).findFirst();
        return reached.or(() -> compositeTrials.stream().findFirst()).map(trial -> trial.result(expectations));
    }

    /** One for each expected register: by the first rule that led to it, else by the kernel's usual one. */
    List<RegisterResult> results(Expectations expectations) {
        List<RegisterResult> results = new ArrayList<>();
        @Nullable RegisterTrial chosen = null;
        for (RegisterTrial trial : trials) {
            if (chosen == null || !chosen.expected().equals(trial.expected())) {
                if (chosen != null) {
                    results.add(chosen.result(expectations));
                }
                chosen = trial;
            } else if (better(trial, chosen, expectations)) {
                chosen = trial;
            }
        }
        if (chosen != null) {
            results.add(chosen.result(expectations));
        }
        return results;
    }

    private static boolean better(RegisterTrial trial, RegisterTrial chosen, Expectations expectations) {
        boolean satisfied = chosen.result(expectations).satisfied();
        return !satisfied && (trial.result(expectations).satisfied() || (trial.wasReached() && !chosen.wasReached()));
    }
}
