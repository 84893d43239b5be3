package io.execparity.stream.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter.Asks;
import io.execparity.stream.interpreter.Invocation.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterCatalogueTest {
    private static final InterpreterCatalogue CATALOGUE = InterpreterCatalogue.bundled();

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/dash, sh, dash",
        "/usr/bin/bash, -bash, bash",
        "/usr/bin/python3.11, python, python",
        "/usr/bin/python3.11 (deleted), python3, python",
        "/usr/bin/mawk, awk, awk",
        "/usr/lib/R/bin/exec/R, R, R",
        "/usr/lib/jvm/java-17-openjdk-amd64/bin/java, java, java",
        "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2, ./prog, ld.so",
        "/usr/lib/aarch64-linux-musl/libc.so, ./prog, ld-musl",
        "/bin/busybox, sh, busybox",
        "/tmp/.x, -sh, sh",
        "/memfd:x (deleted), /usr/bin/perl, perl",
    })
    void anImageIsFoundByItsPathAndThenByWhatItWasCalled(String image, String called, String entry) {
        assertThat(CATALOGUE.find(Bytes.utf8(image), Bytes.utf8(called)))
                .map(Interpreter::name)
                .contains(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/cat", "/usr/bin/luac5.4", "/usr/bin/shred", "/usr/bin/makeinfo", "", "/"})
    void whatRunsNoCodeIsNotFound(String image) {
        assertThat(CATALOGUE.find(Bytes.utf8(image), Bytes.EMPTY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/usr/bin/sleep, python3", "/usr/bin/snap, /snap/bin/node", "/bin/cat, -sh", "/usr/sbin/x, perl"})
    void aProgramOfTheSystemIsWhatTheSystemCallsIt(String image, String called) {
        assertThat(CATALOGUE.find(Bytes.utf8(image), Bytes.utf8(called))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"env -i perl a.pl | [perl, a.pl]", "coreutils timeout 5 sh a.sh | [sh, a.sh]"})
    void theCoreUtilitiesMayBeOneProgram(String argv, String wrapped) {
        Interpreter coreutils =
                CATALOGUE.find(Bytes.utf8("/usr/bin/coreutils"), Bytes.EMPTY).orElseThrow();

        assertThat(Commands.text(CATALOGUE.read(coreutils, Commands.words(argv))))
                .isEqualTo("WRAPPED " + wrapped);
    }

    @Test
    void aMultiCallProgramIsReadAsTheAppletItWasCalledBy() {
        Interpreter busybox =
                CATALOGUE.find(Bytes.utf8("/bin/busybox"), Bytes.utf8("sh")).orElseThrow();

        Invocation login = CATALOGUE.read(busybox, Commands.words("-sh -c x a"));
        Invocation named = CATALOGUE.read(busybox, Commands.words("busybox sh -c x a"));

        assertThat(Commands.text(login)).isEqualTo("INLINE x");
        assertThat(login.interpreter().name()).isEqualTo("ash");
        assertThat(login.argumentsFrom()).isEqualTo(3);
        assertThat(named.argumentsFrom()).isEqualTo(4);
    }

    @Test
    void theArgumentsOfTheCodeComeAfterIt() {
        Interpreter python = CATALOGUE.find(Bytes.utf8("python3"), Bytes.EMPTY).orElseThrow();

        assertThat(CATALOGUE.read(python, Commands.words("python3 -W x a.py b")).argumentsFrom())
                .isEqualTo(4);
        assertThat(CATALOGUE.read(python, Commands.words("python3 -c x b")).argumentsFrom())
                .isEqualTo(3);
        assertThat(CATALOGUE.read(python, Commands.words("python3 a.py")).argumentsFrom())
                .isEqualTo(2);
        assertThat(CATALOGUE.read(python, List.of()).kind()).isEqualTo(Kind.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "sh x, true",
        "perl -S x.pl, true",
        "perl -wS x.pl, true",
        "ruby -S rake, true",
        "perl x.pl -S, false",
        "ruby rake, false",
        "busybox sh x, true",
    })
    void whetherAScriptIsLookedForInThePath(String command, boolean searched) {
        List<Bytes> argv = Commands.words(command);
        Interpreter interpreter = CATALOGUE.find(argv.get(0), argv.get(0)).orElseThrow();

        assertThat(CATALOGUE.read(interpreter, argv).searchesPath()).isEqualTo(searched);
    }

    @Test
    void everyDistributionsInterpreterIsKnownNotToAsk() {
        assertThat(CATALOGUE.entries())
                .filteredOn(entry -> entry.kind() == Interpreter.Kind.INTERPRETER)
                .filteredOn(entry -> !entry.name().equals("execparity-interpreter"))
                .allMatch(entry -> entry.asks() == Asks.NEVER);
    }

    @Test
    void theProbesOwnInterpreterIsKnownByItsNameAndAsks() {
        // Given
        Interpreter own = CATALOGUE
                .find(Bytes.utf8("/usr/lib/execparity/execparity-probe-x86_64"), Bytes.utf8("execparity-interpreter"))
                .orElseThrow();

        // When
        Invocation invocation = CATALOGUE.read(own, Commands.words("execparity-interpreter -k /tmp/a.sh"));

        // Then
        assertThat(own.asks()).isEqualTo(Asks.SINCE);
        assertThat(invocation.kind()).isEqualTo(Kind.SCRIPT);
        assertThat(invocation.operand()).isEqualTo(Bytes.utf8("/tmp/a.sh"));
    }

    @Test
    void aLearnedInterpreterHasTheUsualGrammar() {
        Interpreter learned = Interpreter.learned(Bytes.utf8("/opt/acme/bin/runner"));

        assertThat(learned.name()).isEqualTo("runner");
        assertThat(Commands.text(CATALOGUE.read(learned, Commands.words("runner x a"))))
                .isEqualTo("SCRIPT x");
        assertThat(Commands.text(CATALOGUE.read(learned, Commands.words("runner -c x"))))
                .isEqualTo("INLINE x");
        assertThat(Commands.text(CATALOGUE.read(learned, Commands.words("runner -i"))))
                .isEqualTo("INTERACTIVE interactive");
        assertThat(Commands.text(CATALOGUE.read(learned, Commands.words("runner"))))
                .isEqualTo("STDIN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            json.tool   | /usr/lib/python3.11/json/tool.py                            | true
            json.tool   | /usr/lib/python3.11/json/__init__.py                        | true
            json.tool   | /usr/lib/python3.11/json/__pycache__/tool.cpython-311.pyc   | true
            pip         | /usr/lib/python3/dist-packages/pip/__main__.py              | true
            script.py   | script.py                                                   | true
            script.py   | /tmp/script.py                                              | true
            script      | /tmp/script.py                                              | true
            script      | /tmp/otherscript.py                                         | false
            json.tool   | /usr/lib/python3.11/tool.py                                 | false
            json        | /usr/lib/python3.11/json/decoder.py                         | false
            a*          | /tmp/abc.py                                                 | false
            """)
    void aModuleIsRecognisedByTheFileOpenedForIt(String module, String opened, boolean matches) {
        Interpreter python = CATALOGUE.find(Bytes.utf8("python3"), Bytes.EMPTY).orElseThrow();

        assertThat(CATALOGUE.moduleFileMatches(python, Bytes.utf8(module), Bytes.utf8(opened)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "python, dir, /srv/dir/__main__.py, true",
        "python, ./x.py, /srv/x.py, true",
        "python, ../../x.py, /srv/x.py, true",
        "python, /srv/x.py, /srv/x.py, true",
        "python, x.py, /srv/ax.py, false",
        "node, app, /srv/app.js, true",
        "node, app/, /srv/app/index.js, true",
        "node, ., /srv/index.js, false",
    })
    void aScriptMayBeOpenedByAnotherName(String image, String operand, String opened, boolean matches) {
        Interpreter interpreter = CATALOGUE.find(Bytes.utf8(image), Bytes.EMPTY).orElseThrow();

        assertThat(CATALOGUE.scriptFileMatches(interpreter, Bytes.utf8(operand), Bytes.utf8(opened)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            . ./a.sh                                | [./a.sh]
            source '/etc/x y'; echo; . b            | [/etc/x y, b]
            if true; then . a; fi && source b       | [a, b]
            A=b command . /lib/x                    | [/lib/x]
            ( . a )                                 | [a]
            echo . a                                | []
            . "$HOME/a"                             | []
            . ~/a                                   | []
            echo '. a'                              | []
            # . a                                   | []
            . 'a                                    | []
            .                                       | []
            """)
    void inlineCodeNamesTheFilesItSources(String code, String files) {
        Interpreter bash = CATALOGUE.find(Bytes.utf8("bash"), Bytes.EMPTY).orElseThrow();

        assertThat(CATALOGUE.sourcedFiles(bash, Bytes.utf8(code))).hasToString(files);
    }

    @Test
    void onlyAShellSources() {
        Interpreter python = CATALOGUE.find(Bytes.utf8("python"), Bytes.EMPTY).orElseThrow();

        assertThat(CATALOGUE.sourcedFiles(python, Bytes.utf8(". a"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/srv/x.sh, true", "x.R, true", "/srv/x.tar.gz, false", "/srv/.sh, false", "/srv.sh/x, false"})
    void aScriptIsGuessedByItsExtension(String path, boolean script) {
        assertThat(CATALOGUE.looksLikeScript(Bytes.utf8(path))).isEqualTo(script);
    }

    @Test
    void aSitesOwnEntriesComeFirstAndReplaceOthers(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                interpreters:
                - name: python
                  kind: interpreter
                  names: ['acmepy*']
                  paths: ['/opt/*/bin/run']
                  asks: since 3.15
                  command_line: {operand: script, no_operand: nothing}
                script_extensions: [.acme]
                """);

        InterpreterCatalogue both = CATALOGUE.withAdditional(file);

        assertThat(both.find(Bytes.utf8("/opt/x/bin/run"), Bytes.EMPTY))
                .flatMap(Interpreter::asksSince)
                .contains("3.15");
        assertThat(both.find(Bytes.utf8("/usr/bin/python3"), Bytes.EMPTY)).isEmpty();
        assertThat(both.find(Bytes.utf8("/usr/bin/perl"), Bytes.EMPTY)).isPresent();
        assertThat(both.looksLikeScript(Bytes.utf8("x.acme"))).isTrue();
        assertThat(InterpreterCatalogue.load(file).entries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "python,        vendor -W c x.py, SCRIPT x.py",
        "sh,            vendor -o errexit x.sh, SCRIPT x.sh",
        "awk,           vendor -f x.awk, SCRIPT x.awk",
        "runs-operand,  vendor sh x.sh, 'WRAPPED [sh, x.sh]'"
    })
    void aSitesOwnEntryIsReadAsOneThatShipsWithTheProgram(
            String grammar, String command, String asked, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                interpreters:
                - {name: vendor, kind: interpreter, names: [vendor], command_line: %s}
                """.formatted(grammar));
        InterpreterCatalogue twice = CATALOGUE.withAdditional(file).withAdditional(file);

        Interpreter vendor = twice.find(Bytes.utf8("/opt/vendor"), Bytes.EMPTY).orElseThrow();

        assertThat(Commands.text(twice.read(vendor, Commands.words(command)))).isEqualTo(asked);
    }

    @Test
    void manyImagesAreFoundAfterTheFirstWereForgotten() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(CATALOGUE.find(Bytes.utf8("/tmp/x" + i), Bytes.EMPTY)).isEqualTo(Optional.empty());
        }
        assertThat(CATALOGUE.find(Bytes.utf8("/usr/bin/perl"), Bytes.EMPTY)).isPresent();
    }
}
