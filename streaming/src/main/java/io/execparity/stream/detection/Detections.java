package io.execparity.stream.detection;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.control.Suppressions;
import io.execparity.stream.engine.Memfd;
import io.execparity.stream.engine.Observation;
import io.execparity.stream.engine.Tables;
import io.execparity.stream.state.Parts;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All rules over one host's observations. Posture is rolled up, what a known benign maker of memory files does is
 * suppressed and counted, everything else is told at once.
 */
public final class Detections {
    private static final Set<Rule> SUPPRESSIBLE =
            EnumSet.of(Rule.MEMFD_EXEC, Rule.MEMFD_SCRIPT, Rule.MEMFD_EXEC_DENIED, Rule.MEMFD_MAP_EXEC);

    private static final int UNDETERMINED = 1;
    private static final int RULE = 1;
    private static final int TIMES = 2;

    private final List<Detection> all;
    private final BenignMemfdMakers makers;
    private final Suppressions suppressions;
    private final ResultSink sink;
    private final RollUps rollUps;
    private final Map<Rule, Long> undetermined = new EnumMap<>(Rule.class);

    /** @param tables where what is held back lives, with the host's other state */
    public Detections(BenignMemfdMakers makers, Suppressions suppressions, ResultSink sink, Tables tables) {
        this.makers = makers;
        this.suppressions = suppressions;
        this.sink = sink;
        this.all = all(makers);
        this.rollUps = new RollUps(tables, sink::finding);
    }

    /** As for a stream that is followed as it comes: a roll-up is told when it begins, and whenever it is asked for. */
    public void tellEarly() {
        rollUps.tellEarly();
    }

    /** Whether {@link #tellRollUps} has something to tell. */
    public boolean rollUpsGrew() {
        return rollUps.hasChanged();
    }

    /** Tells the roll-ups that grew since they were told. */
    public void tellRollUps() {
        rollUps.tellChanged();
    }

    /** Every rule, one line each. */
    static List<Detection> all(BenignMemfdMakers makers) {
        return List.of(
                new UncheckedScript(),
                new UnverifiableCode(),
                new DynamicLinkerExec(),
                new DeniedCheckPermissive(),
                new ParityBreak(),
                new RestrictFileIgnored(),
                new DenyInteractiveIgnored(),
                new DeniedCheckIgnored(),
                new CheckedFileSwapped(),
                new SecurebitsTamper(),
                new MemfdExec(),
                new MemfdExecDenied(),
                new MemfdScript(),
                new MemfdMapExec(),
                new MemfdCreateRejected(),
                new MemfdMasquerade(makers),
                new FilelessExec(),
                new LsmDeniedExec(),
                new AppraisalFailed(),
                new MeasurementViolation(),
                new ExecutedUnmeasured(),
                new MeasurementListTampered(),
                new UnknownDigest(),
                new TelemetryLoss(),
                new AuditTampering(),
                new SensorBlindSpot());
    }

    /** Lets every rule examine an observation. */
    public void accept(Observation observation) {
        if (observation instanceof Observation.RunEnded ended) {
            sink.execution(ended.run());
        } else if (observation instanceof Observation.CheckMade made) {
            sink.check(made.check());
        } else if (observation instanceof Observation.MemfdCalled called) {
            sink.memfd(called.call());
        }
        for (Detection detection : all) {
            Verdict verdict = detection.examine(observation);
            if (verdict instanceof Verdict.Fires fires) {
                tell(fires.finding(), observation);
            } else if (verdict instanceof Verdict.Undetermined) {
                undetermined.merge(detection.rule(), 1L, Long::sum);
            }
        }
    }

    /** What the site does not want to hear of is held back act by act, so that no roll-up counts it. */
    private void tell(Finding finding, Observation observation) {
        Optional<SuppressedFinding> suppressed =
                suppressed(finding, observation).or(() -> suppressions.hold(finding, memfd(observation)));
        if (suppressed.isPresent()) {
            sink.suppressed(suppressed.get());
        } else if (finding.rule().findingClass() == FindingClass.GAP) {
            rollUps.add(finding);
        } else {
            sink.finding(finding);
        }
    }

    /** Tells what was held back: the host's stream ended. */
    public void finish() {
        rollUps.tellAll();
    }

    /** How often each rule could not decide. */
    public Map<Rule, Long> undetermined() {
        return Map.copyOf(undetermined);
    }

    /** Writes what it knows beside its tables. */
    public void save(StateWriter out) {
        undetermined.forEach((rule, times) -> out.message(UNDETERMINED, message -> {
            message.text(RULE, rule.slug());
            message.number(TIMES, times);
        }));
    }

    /** Goes on from what was saved. */
    public void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            if (in.tag() == UNDETERMINED) {
                restoreUndetermined(in.message());
            }
        }
    }

    private void restoreUndetermined(StateReader in) throws UnreadableStateException {
        @Nullable Rule rule = null;
        long times = 0;
        while (in.next()) {
            switch (in.tag()) {
                case RULE -> rule = Parts.rule(in);
                case TIMES -> times = Parts.natural(in);
                default -> {}
            }
        }
        undetermined.put(Parts.required(in, rule, "rule"), times);
    }

    /**
     * Known benign makers, by digest where records carry it (the memory file is a copy of its maker) and otherwise by a
     * path that is known to be the host's own. Never by the memory file's name.
     */
    private Optional<SuppressedFinding> suppressed(Finding finding, Observation observation) {
        Memfd memfd = SUPPRESSIBLE.contains(finding.rule()) ? memfd(observation) : null;
        Bytes image = memfd == null ? null : memfd.maker().executable();
        if (memfd == null || image == null) {
            return Optional.empty();
        }
        Optional<BenignMemfdMakers.Maker> maker = makers.byImage(image);
        if (maker.isEmpty() || !acts(maker.get(), finding.rule())) {
            return Optional.empty();
        }
        ContentDigest digest = finding.file().digest();
        boolean copy = digest != null && digest.equals(memfd.makerDigest());
        if (digest != null && memfd.makerDigest() != null && !copy && finding.rule() == Rule.MEMFD_EXEC) {
            return Optional.empty();
        }
        if (!copy && !memfd.makerPathTrusted()) {
            return Optional.empty();
        }
        String reason = (copy
                        ? "The memory file is a copy of its maker, by digest: it "
                        : "The maker's path is the host's own as far as records show: it ")
                + maker.get().reason() + ".";
        Confidence confidence = copy ? Confidence.PROVEN : Confidence.LIKELY;
        return Optional.of(new SuppressedFinding(finding, maker.get().name(), confidence, reason));
    }

    private static boolean acts(BenignMemfdMakers.Maker maker, Rule rule) {
        BenignMemfdMakers.Act act =
                rule == Rule.MEMFD_MAP_EXEC ? BenignMemfdMakers.Act.MAPS : BenignMemfdMakers.Act.EXECUTES;
        return maker.acts().contains(act);
    }

    private static @Nullable Memfd memfd(Observation observation) {
        if (observation instanceof Observation.RunBegan began) {
            return began.facts().memfd();
        }
        if (observation instanceof Observation.RunEnded ended) {
            return ended.facts().memfd();
        }
        return observation instanceof Observation.MemfdMapped mapped ? mapped.memfd() : null;
    }
}
