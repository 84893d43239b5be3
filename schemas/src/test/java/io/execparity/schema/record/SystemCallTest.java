package io.execparity.schema.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemCallTest {
    private static final int X86_64 = 0xc000003e;
    private static final int I386 = 0x40000003;
    private static final int AARCH64 = 0xc00000b7;
    private static final int X32_BIT = 1 << 30;

    @ParameterizedTest
    @CsvSource({
        "EXECVE,            59,  11, 221, 221,  11,  11,  11",
        "EXECVEAT,         322, 358, 281, 281, 354, 362, 387",
        "MEMFD_CREATE,     319, 356, 279, 279, 350, 360, 385",
        "PRCTL,            157, 172, 167, 167, 172, 171, 172",
        "OPENAT,           257, 295,  56,  56, 288, 286, 322",
        "OPENAT2,          437, 437, 437, 437, 437, 437, 437",
        "CLOSE,              3,   6,  57,  57,   6,   6,   6",
        "EXIT_GROUP,       231, 252,  94,  94, 248, 234, 248",
        "UNLINKAT,         263, 301,  35,  35, 294, 292, 328",
        "RENAMEAT2,        316, 353, 276, 276, 347, 357, 382",
        "UMOUNT2,          166,  52,  39,  39,  52,  52,  52",
        "PKEY_MPROTECT,    329, 380, 288, 288, 384, 386,  -1",
        "FCNTL,             72,  55,  25,  25,  55,  55,  55",
        "FCNTL,             72, 221,  25,  25,  55,  55, 221",
        "MMAP,               9,  90, 222, 222,  90,  90,  -1",
        "RENAME,            82,  38,  -1,  -1,  38,  38,  38",
        "RENAMEAT,         264, 302,  38,  -1, 295, 293, 329",
    })
    void aCallIsKnownByTheNumberOfItsArchitecture(
            SystemCall call, int x86, int i386, int aarch64, int riscv64, int s390x, int ppc64le, int arm) {
        assertKnown(call, X86_64, x86);
        assertKnown(call, I386, i386);
        assertKnown(call, AARCH64, aarch64);
        assertKnown(call, 0xc00000f3, riscv64);
        assertKnown(call, 0x80000016, s390x);
        assertKnown(call, 0xc0000015, ppc64le);
        assertKnown(call, 0x40000028, arm);
    }

    private static void assertKnown(SystemCall call, int arch, int number) {
        if (number >= 0) {
            assertThat(SystemCall.of(arch, number))
                    .as("arch %x number %d", arch, number)
                    .isEqualTo(call);
        }
    }

    @Test
    void x32SharesItsNumbersUpTo511() {
        assertThat(SystemCall.of(X86_64, X32_BIT | 520)).isEqualTo(SystemCall.EXECVE);
        assertThat(SystemCall.of(X86_64, 1073742369)).isEqualTo(SystemCall.EXECVEAT);
        assertThat(SystemCall.of(X86_64, X32_BIT | 319)).isEqualTo(SystemCall.MEMFD_CREATE);
        assertThat(SystemCall.of(X86_64, 520)).isEqualTo(SystemCall.OTHER);
    }

    @Test
    void whatIsNotListedIsOther() {
        assertThat(SystemCall.of(X86_64, 0)).isEqualTo(SystemCall.OTHER);
        assertThat(SystemCall.of(X86_64, -1)).isEqualTo(SystemCall.OTHER);
        assertThat(SystemCall.of(X86_64, Integer.MIN_VALUE)).isEqualTo(SystemCall.OTHER);
        assertThat(SystemCall.of(X86_64, Integer.MAX_VALUE)).isEqualTo(SystemCall.OTHER);
        assertThat(SystemCall.of(0xc0000102, 221)).isEqualTo(SystemCall.OTHER);
        assertThat(SystemCall.of(0, 520)).isEqualTo(SystemCall.OTHER);
        assertThat(SystemCall.of(AARCH64, X32_BIT | 221)).isEqualTo(SystemCall.OTHER);
    }

    @Test
    void everyCallButOtherHasANumberSomewhere() {
        for (SystemCall call : SystemCall.values()) {
            boolean known = call == SystemCall.OTHER;
            for (int number = 0; number < 512 && !known; number++) {
                known = SystemCall.of(X86_64, number) == call || SystemCall.of(I386, number) == call;
            }
            assertThat(known).as(call.name()).isTrue();
        }
    }
}
