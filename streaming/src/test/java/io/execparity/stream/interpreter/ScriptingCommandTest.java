package io.execparity.stream.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptingCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            python -Bc 'import os' -i         | INLINE import os
            python -c code                    | INLINE code
            python -ccode                     | INLINE code
            python -W ignore x.py a b         | SCRIPT x.py
            python -Wignore x.py              | SCRIPT x.py
            python -X dev -c code             | INLINE code
            python3.11 -Im http.server 80     | MODULE http.server
            python3 -mjson.tool               | MODULE json.tool
            python3 - a b                     | STDIN
            python3 -i x.py                   | SCRIPT x.py interactive
            python3 -i                        | INTERACTIVE interactive
            python3 -ic code                  | INLINE code interactive
            python3 -uE x.py -c code          | SCRIPT x.py
            python3 -- -x.py                  | SCRIPT -x.py
            python3 --check-hash-based-pycs always x.py | SCRIPT x.py
            python3 -VV                       | NOTHING
            python3 --version                 | NOTHING
            python3 -c                        | INLINE
            python3 -m                        | NOTHING
            python3 -W                        | NOTHING
            pypy3 --jit off x.py              | SCRIPT x.py
            """)
    void pythonStopsAtCodeAndAtModules(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            perl x.pl a                       | SCRIPT x.pl
            perl -we code file                | INLINE code
            perl -ne code file                | INLINE code
            perl -Mstrict -we code            | INLINE code
            perl -0777ne code f               | INLINE code
            perl -lane code                   | INLINE code
            perl -l012 -ne code               | INLINE code
            perl -i.bak -pe code f            | INLINE code
            perl -pie code f                  | SCRIPT code
            perl -CSD -e code                 | INLINE code
            perl -0xFFe code                  | SCRIPT code
            perl -F: -ane code                | INLINE code
            perl -I lib x.pl                  | SCRIPT x.pl
            perl -Ilib x.pl                   | SCRIPT x.pl
            perl -d:NYTProf x.pl              | SCRIPT x.pl
            perl -e a -e b                    | INLINE a
            perl -E'say 1'                    | INLINE say 1
            perl -V:version                   | NOTHING
            perl -v                           | NOTHING
            perl -                            | STDIN
            perl                              | STDIN
            """)
    void perlGoesOnAfterItsCode(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ruby x.rb a             | SCRIPT x.rb
            ruby -ne code f         | INLINE code
            ruby -W0 -rjson -e code | INLINE code
            ruby -W:no-deprecated x.rb | SCRIPT x.rb
            ruby -r json x.rb       | SCRIPT x.rb
            ruby -C dir x.rb        | SCRIPT x.rb in dir
            ruby -v                 | NOTHING
            ruby -v x.rb            | SCRIPT x.rb
            ruby -c x.rb            | NOTHING
            ruby --disable gems x.rb | SCRIPT x.rb
            ruby -S rake            | SCRIPT rake
            """)
    void ruby(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            node x.js a                        | SCRIPT x.js
            node                               | STDIN
            node -e code a                     | INLINE code
            node --eval=code                   | INLINE code
            node -pe code                      | INLINE code
            node -r ./hook.js x.js             | SCRIPT x.js files [./hook.js]
            node --import=./hook.mjs x.js      | SCRIPT x.js files [./hook.mjs]
            node --max-old-space-size=99 x.js  | SCRIPT x.js
            node --input-type module -e code   | INLINE code
            node inspect x.js                  | SCRIPT x.js
            node - a                           | STDIN
            node -i                            | INTERACTIVE interactive
            node -c x.js                       | NOTHING
            node --test                        | NOTHING
            deno run -A x.ts                   | SCRIPT x.ts
            deno eval code                     | INLINE code
            deno x.ts                          | SCRIPT x.ts
            deno run - a                       | STDIN
            deno run task                      | SCRIPT task
            deno fmt x.ts                      | NOTHING
            deno repl                          | INTERACTIVE interactive
            bun x.ts                           | SCRIPT x.ts
            bun run x.ts                       | SCRIPT x.ts
            bun -e code                        | INLINE code
            bun install                        | NOTHING
            bun                                | NOTHING
            """)
    void javaScriptRuntimes(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            php x.php a               | SCRIPT x.php
            php -f x.php a            | SCRIPT x.php
            php --file=x.php          | SCRIPT x.php
            php -r code a             | INLINE code
            php -d memory_limit=1 -r code | INLINE code
            php -R code               | INLINE code
            php8.2 -- a b             | STDIN
            php -a                    | INTERACTIVE interactive
            php -l x.php              | NOTHING
            php -S localhost:80       | NOTHING
            php -S localhost:80 r.php | SCRIPT r.php
            php -i                    | NOTHING
            lua x.lua                 | SCRIPT x.lua
            lua -e code               | INLINE code
            lua -e code x.lua         | SCRIPT x.lua
            lua -lmod x.lua           | SCRIPT x.lua
            lua - a                   | STDIN
            lua -v                    | NOTHING
            lua5.4 -i                 | INTERACTIVE interactive
            luajit -O3 x.lua          | SCRIPT x.lua
            luajit -b x.lua x.o       | NOTHING
            tclsh x.tcl a             | SCRIPT x.tcl
            tclsh8.6                  | STDIN
            tclsh -encoding utf-8 x.tcl | SCRIPT x.tcl
            wish x.tk                 | SCRIPT x.tk
            expect -f x.exp a         | SCRIPT x.exp
            expect x.exp              | SCRIPT x.exp
            expect -c code            | INLINE code
            expect -c code x.exp      | SCRIPT x.exp
            expect -                  | STDIN
            """)
    void phpLuaAndTcl(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }
}
