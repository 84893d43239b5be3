package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.stream.probe.ProbeRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The program that does what verbs say, on this host. */
final class ProbeProgram {
    private static final int MARKER_BYTES = 16;
    private static final int MOST_OUTPUT = 1 << 20;
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "aarch64", "aarch64");

    private final Path program;

    ProbeProgram(Path program) {
        this.program = program;
    }

    /**
     * The one for this machine that was built or installed.
     *
     * @throws IOException where there is none
     */
    static ProbeProgram installed() throws IOException {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String architecture = ARCHITECTURES.get(machine);
        if (architecture == null) {
            throw new IOException("The probe is for x86-64 and arm64, and this machine is " + machine + ".");
        }
        Path folder = Path.of(System.getProperty("execparity.probe", "/usr/lib/execparity"));
        Path program = folder.resolve("execparity-probe-" + architecture);
        if (!Files.isExecutable(program)) {
            throw new IOException(
                    program + ": there is no such program; probe/build makes it, --program names another.");
        }
        return new ProbeProgram(program);
    }

    /**
     * Has verbs done, all of them where none is named.
     *
     * @param marker of this run and no other
     * @param folder where it may make a folder of its own for a moment
     */
    ProbeRun run(String marker, List<String> verbs, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(), "run", marker, folder.toAbsolutePath().toString()));
        command.addAll(verbs);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        List<byte[]> lines;
        try (InputStream said = process.getInputStream()) {
            lines = lines(program.toString(), said);
        }
        int status = process.waitFor();
        if (lines.isEmpty()) {
            throw new IOException(program + " ended with status " + status + " and said nothing.");
        }
        return ProbeRun.read(program.toString(), lines);
    }

    /** One that nobody can know before. */
    static String newMarker() {
        byte[] random = new byte[MARKER_BYTES];
        new SecureRandom().nextBytes(random);
        return "execparity-probe-" + HexFormat.of().formatHex(random);
    }

    /** The lines of a program's output, which is short. */
    static List<byte[]> lines(String name, InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] said = in.readNBytes(MOST_OUTPUT + 1);
        if (said.length > MOST_OUTPUT) {
            throw new IOException(name + ": this is too long to be what a probe said.");
        }
        all.writeBytes(said);
        return all.toString(UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.getBytes(UTF_8))
                .toList();
    }
}
