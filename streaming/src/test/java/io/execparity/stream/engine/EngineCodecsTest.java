package io.execparity.stream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.event.MissingPart;
import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Severity;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.state.BytesCodec;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.CodecSpecification;
import io.execparity.stream.state.ExecutionCodec;
import io.execparity.stream.state.FileIdentityCodec;
import io.execparity.stream.state.FileViewCodec;
import io.execparity.stream.state.FindingCodec;
import io.execparity.stream.state.IntegerCodec;
import io.execparity.stream.state.NumberCodec;
import io.execparity.stream.state.ProcessViewCodec;
import io.execparity.stream.state.RandomValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Every codec of the engine and of what it shares with the rules, over values of every field. */
class EngineCodecsTest {
    private static final InterpreterCatalogue CATALOGUE = InterpreterCatalogue.bundled();
    private static final KnownInterpreters KNOWN = new KnownInterpreters(CATALOGUE);
    private static final int LISTS = 2;

    private record Subject<T>(Codec<T> codec, T value) {}

    private static List<Subject<?>> subjects(RandomValues values) {
        List<Subject<?>> all = new ArrayList<>(List.of(
                new Subject<>(BytesCodec.CODEC, values.of(Bytes.class)),
                new Subject<>(NumberCodec.CODEC, values.of(Long.class)),
                new Subject<>(IntegerCodec.CODEC, values.of(Integer.class)),
                new Subject<>(FileIdentityCodec.CODEC, values.of(FileIdentity.class)),
                new Subject<>(ProcessViewCodec.CODEC, values.of(ProcessView.class)),
                new Subject<>(FileViewCodec.CODEC, values.of(FileView.class)),
                new Subject<>(ExecutionCodec.CODEC, values.of(Execution.class)),
                new Subject<>(FindingCodec.CODEC, values.of(Finding.class))));
        all.add(new Subject<>(MemfdCodec.CODEC, values.of(Memfd.class)));
        all.add(new Subject<>(DenialCodec.CODEC, values.of(Denial.class)));
        all.add(new Subject<>(DescriptorCodec.CODEC, values.of(DescriptorCodec.Numbered.class)));
        all.add(new Subject<>(QuestionCodec.CODEC, values.of(ProcessState.Question.class)));
        all.add(new Subject<>(AttemptCodec.CODEC, values.of(SecurebitsHandler.Attempt.class)));
        all.add(new Subject<>(PendingDenialCodec.CODEC, values.of(PendingDenial.class)));
        all.add(new Subject<>(new OpenRunCodec(KNOWN), values.of(OpenRun.class)));
        all.add(new Subject<>(new ProcessStateCodec(KNOWN), values.of(ProcessState.class)));
        all.add(new Subject<>(PastRunCodec.CODEC, values.of(FileState.PastRun.class)));
        all.add(new Subject<>(FileStateCodec.CODEC, values.of(FileState.class)));
        all.add(new Subject<>(DeviceStateCodec.CODEC, values.of(DeviceState.class)));
        all.add(new Subject<>(ProgramCodec.CODEC, values.of(Habits.Program.class)));
        all.add(new Subject<>(HabitCodec.CODEC, values.of(Habits.Habit.class)));
        all.add(new Subject<>(NamedFileCodec.CODEC, values.of(NamedFile.class)));
        all.add(new Subject<>(OrphansCodec.CODEC, values.of(ProcessLedger.Orphans.class)));
        all.add(new Subject<>(WatchedCodec.CODEC, values.of(RunLedger.Watched.class)));
        all.add(new Subject<>(MountPointCodec.CODEC, values.of(MountLedger.MountPoint.class)));
        all.add(new Subject<>(UnmeasuredCodec.CODEC, values.of(Unmeasured.class)));
        all.add(new Subject<>(new UnmeasuredRunCodec(LISTS), unmeasuredRun(values)));
        all.add(new Subject<>(new BootRunsCodec(LISTS), bootRuns(values)));
        return all;
    }

    private static UnmeasuredRun unmeasuredRun(RandomValues values) {
        List<@Nullable Unmeasured> why = Arrays.asList(values.of(Unmeasured.class), null);
        return new UnmeasuredRun(
                values.of(EventKey.class),
                values.of(Execution.class),
                values.of(EventKey.class),
                values.of(long.class),
                List.of("audit(1.000:2)", "audit(1.000:3)"),
                why);
    }

    private static BootRuns bootRuns(RandomValues values) {
        BootRuns boot = new BootRuns(LISTS);
        boot.tally(1).add(new MeasurementJoin.Found(values.of(int.class), null));
        boot.tally(1).date(values.of(int.class), values.of(EventKey.class));
        boot.missing().put("1 2 3", unmeasuredRun(values));
        boot.missing().put("/a", unmeasuredRun(values));
        return boot;
    }

    @Property(tries = 100)
    void whatWasWrittenIsReadAsTheSame(@ForAll long seed) throws UnreadableStateException {
        for (Subject<?> subject : subjects(new RandomValues(seed))) {
            roundTrip(subject);
        }
    }

    @Property(tries = 100)
    void anInterpreterIsThatOfTheCatalogueOrOneLearnedAgain(@ForAll long seed) throws UnreadableStateException {
        Interpreter interpreter = new RandomValues(seed).of(Interpreter.class);
        InterpreterCodec codec = new InterpreterCodec(KNOWN);
        CodecSpecification.hostile(codec, interpreter, new Random(seed));
        Interpreter read = codec.fromBytes(codec.toBytes(interpreter));
        assertThat(read.name()).isEqualTo(interpreter.name());
        assertThat(read.isLearned()).isEqualTo(interpreter.isLearned());
        if (!interpreter.isLearned()) {
            assertThat(read).isSameAs(interpreter);
        }
    }

    private static <T> void roundTrip(Subject<T> subject) throws UnreadableStateException {
        CodecSpecification.roundTrip(subject.codec(), subject.value());
    }

    @Property(tries = 20)
    void fieldsOfLaterBuildsArePassedOver(@ForAll long seed) throws UnreadableStateException {
        for (Subject<?> subject : subjects(new RandomValues(seed))) {
            unknownTag(subject);
        }
    }

    private static <T> void unknownTag(Subject<T> subject) throws UnreadableStateException {
        CodecSpecification.unknownTag(subject.codec(), subject.value());
    }

    @Property(tries = 100)
    void bytesThatNobodyWroteAreRefusedInOneWay(@ForAll long seed) {
        for (Subject<?> subject : subjects(new RandomValues(seed))) {
            hostile(subject, seed);
        }
    }

    private static <T> void hostile(Subject<T> subject, long seed) {
        CodecSpecification.hostile(subject.codec(), subject.value(), new Random(seed));
    }

    @Property(tries = 1_000)
    void norDoesSuchAStateOfTheWholeEngineHarm(@ForAll byte[] bytes) {
        HostEngine engine = new HostEngine("h", EngineSettings.standard(), Tables.onHeap(), observation -> {});
        try {
            engine.restore(new StateReader(bytes));
        } catch (UnreadableStateException refused) {
            assertThat(refused).hasMessageStartingWith("unreadable state at byte");
        }
    }

    /** Constants are saved by their place among the others: new ones go to the end. */
    @Example
    void placesOfConstantsStayAsTheyAre() {
        assertThat(names(Denial.Reason.values()))
                .startsWith(
                        "MODE",
                        "MODE_FOR_USER",
                        "NOEXEC_MOUNT",
                        "APPRAISAL",
                        "SYSTEM_POLICY",
                        "CONFINEMENT",
                        "UNKNOWN");
        assertThat(names(Unmeasured.Reason.values()))
                .startsWith(
                        "POLICY_EXEMPTS", "POLICY_OMITS", "CHANGED", "VIOLATION", "LIST_ENDED", "UNKNOWN", "UNDECIDED");
        assertThat(names(CheckInterface.values())).startsWith("AT_EXECVE_CHECK", "O_MAYEXEC", "TRUSTED_FOR");
        assertThat(names(CheckState.values())).startsWith("ALLOWED", "DENIED", "NONE", "UNKNOWN");
        assertThat(names(CodeOrigin.values()))
                .startsWith("FILE", "MEMFD", "SHARED_MEMORY", "TMPFILE", "UNLINKED", "NONE");
        assertThat(names(Mode.values())).startsWith("DIRECT", "INDIRECT");
        assertThat(names(Outcome.values())).startsWith("RAN", "DENIED", "REFUSED", "UNKNOWN");
        assertThat(names(Vector.values()))
                .startsWith("BINARY", "SHEBANG", "SCRIPT_FILE", "MODULE", "STDIN_FILE", "STDIN_STREAM")
                .containsSubsequence("STDIN_STREAM", "INLINE", "INTERACTIVE", "DYNAMIC_LINKER");
        assertThat(names(ContentDigest.Algorithm.values())).startsWith("SHA1", "SHA256", "SHA384", "SHA512");
        assertThat(names(Severity.values())).startsWith("INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL");
        assertThat(names(Confidence.values())).startsWith("PROVEN", "LIKELY", "POSSIBLE");
        assertThat(names(MissingPart.values())).startsWith("SYSCALL", "PATH", "CWD", "EXECVE", "PROCTITLE");
        assertThat(names(RecordKind.values()))
                .startsWith("EXEC", "MEMFD_CREATE", "SECUREBITS", "USER_NAMESPACE", "OPEN", "EXIT")
                .containsSubsequence("EXIT", "EXECUTABLE_MAPPING", "MODE_CHANGE");
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
