package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.SyscallRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemCallShapeTest {
    @ParameterizedTest
    @CsvSource({
        "c000003e, 59, EXECVE",
        "c000003e, 322, EXECVEAT",
        "c000003e, 240, HIDES_NAMES",
        "c000003e, 241, HIDES_NAMES",
        "c000003e, 257, OTHER",
        "c000003e, 1073742344, EXECVE",
        "c000003e, 1073742369, EXECVEAT",
        "c000003e, 1073741883, OTHER",
        "40000003, 11, EXECVE",
        "40000003, 358, EXECVEAT",
        "c00000b7, 221, EXECVE",
        "c00000f3, 281, EXECVEAT",
        "80000016, 354, EXECVEAT",
        "c0000015, 362, EXECVEAT",
        "40000028, 387, EXECVEAT",
        "c0000008, 59, OTHER"
    })
    void numbersMeanWhatTheirArchitectureSays(String arch, int number, SystemCallShape shape) {
        // Given
        SyscallRecord call = (SyscallRecord) Lines.record(
                "SYSCALL", new EventKey(0, 1), "arch=" + arch + " syscall=" + number + " success=yes exit=0");

        // When
        SystemCallShape answer = SystemCallShape.of(call);

        // Then
        assertThat(answer).isEqualTo(shape);
    }
}
