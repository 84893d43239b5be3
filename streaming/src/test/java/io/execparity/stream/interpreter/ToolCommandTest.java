package io.execparity.stream.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            awk 'BEGIN{}' f           | INLINE BEGIN{}
            awk -F : -v a=b '{print}' | INLINE {print}
            awk -f x.awk f            | SCRIPT x.awk
            awk -f a -f b             | SCRIPT a files [b]
            awk -f -                  | STDIN
            gawk -e code f            | INLINE code
            gawk -E x.awk -f          | SCRIPT x.awk
            gawk -i inplace code f    | INLINE code files [inplace]
            gawk --file=x.awk         | SCRIPT x.awk
            mawk -W version           | NOTHING
            mawk -Wversion            | NOTHING
            mawk -W                   | NOTHING
            mawk -Wexec x.awk -f      | SCRIPT x.awk
            mawk -W exec x.awk f      | SCRIPT x.awk
            mawk -W interactive code  | INLINE code
            original-awk -version     | NOTHING
            awk                       | NOTHING
            sed s/a/b/ f              | NOTHING
            sed -f x.sed f            | SCRIPT x.sed
            sed -nf x.sed f           | SCRIPT x.sed
            sed -i.bak -f x.sed f     | SCRIPT x.sed
            sed f -f x.sed            | SCRIPT x.sed
            sed --fil=x.sed           | SCRIPT x.sed
            sed -e s/a/b/ -f x.sed    | SCRIPT x.sed
            sed -f -                  | STDIN
            """)
    void awkTakesCodeAndSedOnlyFilesOfIt(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            make                        | DEFAULT_FILES files [GNUmakefile, makefile, Makefile]
            make -j4 all                | DEFAULT_FILES files [GNUmakefile, makefile, Makefile]
            make -C dir all             | DEFAULT_FILES files [GNUmakefile, makefile, Makefile] in dir
            make -f x.mk all            | SCRIPT x.mk
            make all -f x.mk -f y.mk    | SCRIPT x.mk files [y.mk]
            make --makefile=x.mk        | SCRIPT x.mk
            make -f -                   | STDIN
            make --version              | NOTHING
            """)
    void makeHasDefaultFiles(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Rscript x.R a               | SCRIPT x.R
            Rscript --vanilla -e code   | INLINE code
            Rscript                     | NOTHING
            R -f x.R                    | SCRIPT x.R
            R --no-echo --no-restore --file=x.R --args a | SCRIPT x.R
            R -e code                   | INLINE code
            R --no-save                 | STDIN
            R CMD BATCH x.R             | NOTHING
            R --args -f x.R             | STDIN
            """)
    void r(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            java -jar x.jar -cp y            | SCRIPT x.jar
            java X.java a                    | SCRIPT X.java
            java --source 17 x a             | SCRIPT x
            java -cp a.jar:b Main            | MODULE Main files [a.jar, b]
            java -Xmx1g -Da=b com.x.Main a   | MODULE com.x.Main
            java --class-path=a.jar Main     | MODULE Main files [a.jar]
            java -m mod/com.x.Main           | MODULE mod/com.x.Main
            java --module-path mods -m mod   | MODULE mod files [mods]
            java --add-opens java.base/a=B -jar x.jar | SCRIPT x.jar
            java @args Main                  | MODULE Main
            java -version                    | NOTHING
            java                             | NOTHING
            """)
    void java(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pwsh x.ps1 a                 | SCRIPT x.ps1
            pwsh -File x.ps1 -c a        | SCRIPT x.ps1
            pwsh -nop -c Get-Item .      | INLINE Get-Item .
            pwsh -COMMAND code           | INLINE code
            pwsh -comm code              | INLINE code
            pwsh -ExecutionPolicy Bypass -f x.ps1 | SCRIPT x.ps1
            pwsh -ec ZQB4AGkAdAA=        | INLINE ZQB4AGkAdAA=
            pwsh -Command -              | STDIN
            pwsh -noe -c code            | INLINE code interactive
            pwsh -wd /tmp x.ps1          | SCRIPT x.ps1 in /tmp
            pwsh                         | STDIN
            pwsh -v                      | NOTHING
            """)
    void powerShellIgnoresCaseAndTakesTheRest(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            julia -t 4 x.jl              | SCRIPT x.jl
            julia -E 1+1                 | INLINE 1+1
            julia -L a.jl -e code        | INLINE code files [a.jl]
            guile -s x.scm -c            | SCRIPT x.scm
            guile -c code                | INLINE code
            """)
    void juliaAndGuile(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }
}
