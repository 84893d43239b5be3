package io.execparity.stream.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.text.Bytes;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CommandLinePropertyTest {
    private static final InterpreterCatalogue CATALOGUE = InterpreterCatalogue.bundled();

    @Property(tries = 3000)
    void anyArgumentsOfAnyInterpreterAreReadWithoutFailing(
            @ForAll("interpreters") Interpreter interpreter, @ForAll("arguments") List<Bytes> argv) {
        Invocation invocation = CATALOGUE.read(interpreter, argv);

        assertThat(invocation.argumentsFrom()).isBetween(0, Math.max(argv.size(), 600));
        boolean program = invocation.kind() == Invocation.Kind.WRAPPED || invocation.kind() == Invocation.Kind.LOAD;
        assertThat(invocation.wrapped().isEmpty()).isNotEqualTo(program);
    }

    @Property(tries = 500)
    void anyCodeIsSearchedForSourcedFilesWithoutFailing(@ForAll byte[] code, @ForAll("argument") Bytes other) {
        Interpreter bash = CATALOGUE.find(Bytes.utf8("bash"), Bytes.EMPTY).orElseThrow();

        assertThat(CATALOGUE.sourcedFiles(bash, Bytes.view(code))).hasSizeLessThanOrEqualTo(16);
        assertThat(CATALOGUE.sourcedFiles(bash, Bytes.utf8(". ").plus(other))).hasSizeLessThanOrEqualTo(16);
    }

    @Property(tries = 500)
    void anyModuleAndFileAreComparedWithoutFailing(
            @ForAll("interpreters") Interpreter interpreter, @ForAll byte[] name, @ForAll("argument") Bytes opened) {
        CATALOGUE.moduleFileMatches(interpreter, Bytes.view(name), opened);
        CATALOGUE.scriptFileMatches(interpreter, Bytes.view(name), opened);
        CATALOGUE.find(opened, Bytes.view(name));
        CATALOGUE.looksLikeScript(opened);
    }

    @Provide
    Arbitrary<Interpreter> interpreters() {
        return Arbitraries.of(CATALOGUE.entries());
    }

    @Provide
    Arbitrary<List<Bytes>> arguments() {
        return argument().list().ofMaxSize(12);
    }

    /** Words that options are made of, and bytes that nothing is made of. */
    @Provide
    Arbitrary<Bytes> argument() {
        Arbitrary<Bytes> likely = Arbitraries.of(
                        "-",
                        "--",
                        "",
                        "-c",
                        "-e",
                        "-m",
                        "-i",
                        "-s",
                        "-f",
                        "-o",
                        "-S",
                        "-Bc",
                        "+o",
                        "-jar",
                        "--eval",
                        "--eval=",
                        "--x=y",
                        "=",
                        "A=b",
                        "sh",
                        "busybox",
                        "env",
                        "-S env -S x",
                        "run",
                        "x.py",
                        "@a",
                        "-é")
                .map(Bytes::utf8);
        Arbitrary<Bytes> garbage =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(Bytes::view);
        return Arbitraries.oneOf(likely, garbage);
    }
}
