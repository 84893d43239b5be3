package io.execparity.stream.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrapperCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /lib64/ld-linux-x86-64.so.2 ./prog a              | LOAD [./prog, a]
            /lib64/ld-linux-x86-64.so.2 --library-path /x ./prog args | LOAD [./prog, args]
            /lib64/ld-linux-x86-64.so.2 --inhibit-cache --preload a.so --argv0 b ./prog | LOAD [./prog]
            /lib64/ld-linux-x86-64.so.2 -x                    | LOAD [-x]
            /lib64/ld-linux-x86-64.so.2 -- ./prog             | NOTHING
            /lib64/ld-linux-x86-64.so.2 --library-path=/x ./prog | NOTHING
            /lib/ld-musl-x86_64.so.1 -- ./prog                | LOAD [./prog]
            /lib64/ld-linux-x86-64.so.2 --list ./prog         | NOTHING
            /lib64/ld-linux-x86-64.so.2 --verify ./prog       | NOTHING
            /lib64/ld-linux-x86-64.so.2 --unknown ./prog      | NOTHING
            /lib64/ld-linux-x86-64.so.2                       | NOTHING
            /lib/ld-linux-aarch64.so.1 /usr/bin/python3 x.py  | LOAD [/usr/bin/python3, x.py]
            /usr/lib/x86_64-linux-gnu/ld-2.31.so ./prog       | LOAD [./prog]
            /lib64/ld64.so.2 ./prog                           | LOAD [./prog]
            /lib/ld-musl-x86_64.so.1 --library-path=/x ./prog | LOAD [./prog]
            /lib/ld-musl-x86_64.so.1 --list ./prog            | NOTHING
            /usr/lib/x86_64-linux-musl/libc.so ./prog         | LOAD [./prog]
            """)
    void theDynamicLinkerLoadsItsFirstOperand(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            env A=b python3 x.py             | WRAPPED [python3, x.py]
            env -i A=b C= python3 x.py       | WRAPPED [python3, x.py]
            env -u A -- python3 x.py         | WRAPPED [python3, x.py]
            env -S 'python3 -B' x.py         | WRAPPED [python3, -B, x.py]
            env '-S python3 -B' x.py         | WRAPPED [python3, -B, x.py]
            env -vS 'A=b python3 -B' x.py    | WRAPPED [python3, -B, x.py]
            env '--split-string=-i sh' x     | WRAPPED [sh, x]
            env -C /tmp ./x                  | WRAPPED [./x] in /tmp
            env --chdir=/tmp ./x             | WRAPPED [./x] in /tmp
            env --unset A ./x                | WRAPPED [./x]
            env - ./x                        | WRAPPED [./x]
            env                              | NOTHING
            env A=b                          | NOTHING
            """)
    void envUnfoldsStringsAndPassesAssignments(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nice -n 5 ./x a                  | WRAPPED [./x, a]
            nice -5 ./x                      | WRAPPED [./x]
            nice --adjustment=5 ./x          | WRAPPED [./x]
            nohup ./x                        | WRAPPED [./x]
            timeout -k 1 -s KILL 5 ./x a     | WRAPPED [./x, a]
            timeout --sig=KILL 5 ./x         | WRAPPED [./x]
            stdbuf -oL -e 0 ./x              | WRAPPED [./x]
            setsid -f ./x                    | WRAPPED [./x]
            ionice -c 3 ./x                  | WRAPPED [./x]
            ionice -p 1                      | NOTHING
            chrt -f 10 ./x                   | WRAPPED [./x]
            taskset -c 0-1 ./x               | WRAPPED [./x]
            taskset -p 1                     | NOTHING
            xargs -0 -n1 sh -c 'echo a'      | WRAPPED [sh, -c, echo a]
            xargs -I {} ./x {}               | WRAPPED [./x, {}]
            xargs -i ./x                     | WRAPPED [./x]
            xargs                            | NOTHING
            sudo -u bob A=b ./x              | WRAPPED [./x]
            sudo -l                          | NOTHING
            doas -u bob ./x                  | WRAPPED [./x]
            unshare -Ur --map-user=1 ./x     | WRAPPED [./x]
            unshare --mount --fork ./x       | WRAPPED [./x]
            nsenter -t 1 -m -- ./x           | WRAPPED [./x]
            chroot --userspec=a:b / ./x      | WRAPPED [./x]
            time -f %e ./x                   | WRAPPED [./x]
            setpriv --reuid 1 --clear-groups ./x | WRAPPED [./x]
            prlimit --nofile=1 -n5 ./x       | WRAPPED [./x]
            strace -f -o out ./x             | WRAPPED [./x]
            tini -s -- ./x                   | WRAPPED [./x]
            gosu bob ./x                     | WRAPPED [./x]
            """)
    void otherWrappersSkipTheirOwn(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            busybox sh -c x           | INLINE x
            busybox ash x.sh          | SCRIPT x.sh
            busybox awk -f x.awk      | SCRIPT x.awk
            busybox busybox sh x.sh   | SCRIPT x.sh
            busybox timeout 5 sh x    | WRAPPED [sh, x]
            busybox ls                | NOTHING
            busybox --list            | NOTHING
            busybox                   | NOTHING
            toybox sed -f x.sed       | SCRIPT x.sed
            toybox env sh x           | WRAPPED [sh, x]
            """)
    void aMultiCallProgramIsItsApplet(String command, String asked) {
        assertThat(Commands.asked(command)).isEqualTo(asked);
    }
}
