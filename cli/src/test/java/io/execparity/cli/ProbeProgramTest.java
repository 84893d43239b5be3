package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.broker.EmbeddedBroker;
import io.execparity.stream.probe.ProbeRun;
import io.execparity.stream.probe.ProbeRun.Result;
import io.execparity.stream.probe.ProbeRun.VerbRun;
import io.execparity.stream.probe.Verb;
import io.execparity.stream.probe.VerbCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe itself, as its build makes it, on the kernel of this machine. */
final class ProbeProgramTest {
    /** What takes AT_EXECVE_CHECK, which came with Linux 6.14. */
    private static final Set<String> OF_CHECKS = Set.of(
            "check-allowed",
            "check-denied",
            "check-noexec",
            "asks-allowed",
            "asks-permissive",
            "asks-refused",
            "asks-ignored",
            "asks-swapped",
            "restrict-ignored",
            "interactive-ignored",
            "securebits-cleared",
            "securebits-locked",
            "securebits-shed",
            "memfd-check");
    /** What takes vm.memfd_noexec or MFD_NOEXEC_SEAL, which came with Linux 6.3. */
    private static final Set<String> OF_SEALS = Set.of("memfd-denied", "memfd-rejected");
    /** What some users, containers and mounts do not allow, whatever the kernel. */
    private static final Set<String> OF_ALLOWANCE =
            Set.of("parity-noexec", "check-noexec", "securebits-shed", "memfd-rejected", "fileless-shared");

    private static final String MACHINE = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";

    @TempDir
    private static Path built;

    private static Path program;

    @BeforeAll
    static void build() throws Exception {
        program = build(built);
    }

    private static Path build(Path out) throws IOException, InterruptedException {
        ProcessBuilder build =
                new ProcessBuilder(Corpora.root().resolve("probe/build").toString(), MACHINE);
        build.environment().put("PROBE_OUT", out.toString());
        assertThat(output(build)).isEmpty();
        return out.resolve("execparity-probe-" + MACHINE);
    }

    /** What a process said, which has to end well. */
    private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void everyVerbDoesOnThisKernelWhatItHasTo(@TempDir Path folder) throws Exception {
        // When
        ProbeRun run = new ProbeProgram(program).run(ProbeProgram.newMarker(), List.of(), folder);

        // Then
        assertThat(run.verbs()).extracting(VerbRun::verb).containsExactlyElementsOf(names());
        Map<String, Result> results = run.verbs().stream().collect(Collectors.toMap(VerbRun::verb, VerbRun::result));
        assertThat(results).as("%s", run.verbs()).doesNotContainValue(Result.FAILED);
        results.forEach((verb, result) -> {
            if (isTooNewFor(run.kernel(), verb)) {
                assertThat(result).as(verb).isEqualTo(Result.UNSUPPORTED);
            } else if (!OF_ALLOWANCE.contains(verb)) {
                assertThat(result).as(verb).isEqualTo(Result.DONE);
            }
        });
        assertThat(folder).isEmptyDirectory();
        assertThat(Path.of("/dev/shm", run.marker())).doesNotExist();
    }

    @Test
    void itNeedsNoRoot(@TempDir Path folder) throws Exception {
        // Given
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(built, PosixFilePermissions.fromString("rwxr-xr-x"));
        boolean root = System.getProperty("user.name").equals("root");
        List<String> asNobody = List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");
        List<String> command = Stream.concat(
                        root ? asNobody.stream() : Stream.empty(),
                        Stream.of(program.toString(), "run", "execparity-probe-00000000", folder.toString()))
                .toList();

        // When
        ProbeRun run = ProbeRun.read(
                "nobody",
                output(new ProcessBuilder(command))
                        .lines()
                        .map(line -> line.getBytes(UTF_8))
                        .toList());

        // Then
        List<String> done = run.verbs().stream()
                .filter(verb -> verb.result() == Result.DONE)
                .map(VerbRun::verb)
                .toList();
        List<String> expected = names().stream()
                .filter(verb -> !OF_ALLOWANCE.contains(verb) && !isTooNewFor(run.kernel(), verb))
                .toList();
        assertThat(done).containsAll(expected);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNamed(@TempDir Path folder) throws Exception {
        // Given
        String nobody = "127.0.0.1:" + EmbeddedBroker.freePort();
        String usual = Files.readString(Corpora.root().resolve("cli/src/main/package/stream.yaml"));
        Path config = Files.writeString(folder.resolve("stream.yaml"), usual.replace("127.0.0.1:9092", nobody));

        // When
        CommandRun run = CommandRun.of(
                "probe",
                "--config",
                config.toString(),
                "--program",
                program.toString(),
                "--folder",
                folder.toString(),
                "--timeout",
                "3",
                "--verbs",
                "direct-denied,memfd-exec");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.output())
                .containsPattern("direct-denied +not-sent")
                .containsPattern("memfd-exec +not-sent")
                .contains("Kafka's topics cannot be read at " + nobody, "See that the broker runs");
    }

    @Test
    void theSameSourceGivesTheSameBytesWhereverItIsBuilt(@TempDir Path elsewhere) throws Exception {
        assertThat(build(elsewhere)).hasSameBinaryContentAs(program);
    }

    @Test
    void theProgramHasTheVerbsOfTheCatalogue() throws Exception {
        assertThat(output(new ProcessBuilder(program.toString(), "list")).lines())
                .containsExactlyElementsOf(names());
    }

    @Test
    void aMarkerThatLeadsElsewhereIsRefused(@TempDir Path folder) throws Exception {
        // When
        Process process =
                new ProcessBuilder(program.toString(), "run", "execparity-probe-0/../../x", folder.toString()).start();

        // Then
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8)).contains("MARKER is");
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    private static List<String> names() {
        return VerbCatalogue.bundled().all().stream().map(Verb::name).toList();
    }

    private static boolean isTooNewFor(String kernel, String verb) {
        String[] parts = kernel.split("[.-]", -1);
        int version = Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
        return version < 6014 && OF_CHECKS.contains(verb) || version < 6003 && OF_SEALS.contains(verb);
    }
}
