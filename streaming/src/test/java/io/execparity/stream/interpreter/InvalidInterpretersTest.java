package io.execparity.stream.interpreter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidInterpretersTest {
    private static final String VALID = """
            interpreters:
            - name: x
              kind: interpreter
              names: [x]
              command_line:
                operand: script
                no_operand: stdin
                options:
                - {names: ['-c'], does: code}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kind: interpreter        | kind: compiler            | :3:9: 'compiler' is none of interpreter, dynamic-linker
            kind: interpreter        | sort: interpreter         | :3:3: unknown key 'sort'; known are name, kind
            names: [x]               | names: x                  | :4:10: a list is needed here
            names: [x]               | asks: never               | :2:3: 'names' is missing
            names: [x]               | names: [[x]]              | :4:11: some text is needed here
            operand: script          | operand: scripts          | :6:14: 'scripts' is none of script, code
            no_operand: stdin        | no_operand: default-files | :6:5: 'default_files' is missing
            no_operand: stdin        | ends: ['--']              | :6:5: 'no_operand' is missing
            does: code               | dose: code                | :9:23: unknown key 'dose'
            ['-c']                   | ['-c', '-c']              | :9:22: the option '-c' is there twice
            does: code               | does: code, stops: maybe  | :9:42: 'maybe' is neither true nor false
            does: code               | does: code, searches_path: 1 | :9:50: '1' is neither true nor false
            does: code               | does: code, takes: characters | :9:7: 'takes: characters' and 'characters'
            name: x                  | name: x, y: &z            | :2:13: mapping values are not allowed here
            names: [x]               | names: [x                 | :5:15: expected ',' or ']', but got :
            names: [x]               | names: [x], asks: since   | :4:13: expected <block end>
            interpreters:            | interpreter:              | :1:1: unknown key 'interpreter'
            """)
    void anErrorNamesItsPlace(String right, String wrong, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), VALID.replace(right, wrong));

        assertThatThrownBy(() -> InterpreterCatalogue.load(file))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageStartingWith(file + problem);
    }

    @Test
    void twoEntriesOfOneNameAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), VALID + VALID.substring(VALID.indexOf('\n') + 1));

        assertThatThrownBy(() -> InterpreterCatalogue.load(file)).hasMessage(file + ":10:9: 'x' is there twice");
    }

    @Test
    void anEntryWithoutAGrammarIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), VALID.substring(0, VALID.indexOf("  command_line")));

        assertThatThrownBy(() -> InterpreterCatalogue.load(file)).hasMessage(file + ":2:3: 'command_line' is missing");
    }

    @Test
    void anAppletMustBeReadAsAnEntry() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), VALID + """
                - name: many
                  kind: multi-call
                  names: [many]
                  applets:
                    x: x
                    sh: ash
                """);

        assertThatThrownBy(() -> InterpreterCatalogue.load(file)).hasMessage(file + ":15:9: no entry is called 'ash'");
        InterpreterCatalogue.bundled().withAdditional(file);
    }

    @Test
    void aFileThatIsNotThereIsNotAnInvalidOne() {
        assertThatThrownBy(() -> InterpreterCatalogue.load(folder.resolve("none.yaml")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
