package io.execparity.stream.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            python script.py                              | SCRIPT script.py
            python                                        | STDIN
            python -m script.py                           | MODULE script.py
            xargs -a script.py -d '\\r' -- python -c       | WRAPPED [python, -c]
            """)
    void theSevenCommandsOfTheKernelSeries(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sh x.sh a b                | SCRIPT x.sh
            sh                         | STDIN
            sh -c 'echo a' name arg    | INLINE echo a
            sh -c -- 'echo a'          | INLINE echo a
            sh -ec 'echo a'            | INLINE echo a
            sh -ce 'echo a'            | INLINE echo a
            sh -c -e 'echo a'          | INLINE echo a
            sh -cs 'echo a'            | INLINE echo a
            sh -sc 'echo a'            | INLINE echo a
            sh -c                      | INLINE
            sh -c ''                   | INLINE ''
            sh -s a b                  | STDIN
            sh -                       | STDIN
            sh - x.sh                  | SCRIPT x.sh
            sh -- -x                   | SCRIPT -x
            sh -eux x.sh               | SCRIPT x.sh
            sh -o pipefail x.sh        | SCRIPT x.sh
            sh -eo pipefail -c true    | INLINE true
            sh +e x.sh                 | SCRIPT x.sh
            sh +o posix x.sh           | SCRIPT x.sh
            sh -i                      | INTERACTIVE interactive
            sh -i x.sh                 | SCRIPT x.sh interactive
            sh -n x.sh                 | NOTHING
            dash -c true               | INLINE true
            ksh -o posix -c true       | INLINE true
            mksh -c true               | INLINE true
            zsh -fc true               | INLINE true
            zsh -o nullglob x.zsh      | SCRIPT x.zsh
            zsh -b -x                  | SCRIPT -x
            zsh --emulate sh -c true   | INLINE true
            tcsh -fc true              | INLINE true
            csh -f x.csh               | SCRIPT x.csh
            fish -c true x             | INLINE true
            fish --command=true        | INLINE true
            fish -n x.fish             | NOTHING
            """)
    void aShellsCodeIsAnOperandThatOptionsMayPrecede(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bash x.sh                            | SCRIPT x.sh
            bash -s                              | STDIN
            bash --rcfile f -i                   | INTERACTIVE files [f] interactive
            bash --init-file f -ic 'echo a'      | INLINE echo a files [f] interactive
            bash --norc --posix x.sh             | SCRIPT x.sh
            bash -norc x.sh                      | SCRIPT x.sh
            bash -O extglob -c 'echo a'          | INLINE echo a
            bash +O extglob x.sh                 | SCRIPT x.sh
            bash -lc 'echo a'                    | INLINE echo a
            bash -l                              | STDIN
            bash --version                       | NOTHING
            bash -D x.sh                         | NOTHING
            rbash x.sh                           | SCRIPT x.sh
            """)
    void bashHasLongOptionsToo(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }
}
