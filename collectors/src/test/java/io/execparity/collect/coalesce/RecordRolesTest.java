package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.record.EventKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordRolesTest {
    @ParameterizedTest
    @CsvSource({
        "SYSCALL, a=1, SYSCALL",
        "UNKNOWN[1300], a=1, SYSCALL",
        "EOE, a=1, END",
        "SOCKADDR, saddr=00, PART",
        "UNKNOWN[1306], saddr=00, PART",
        "OPENAT2, oflag=00, PART",
        "UNKNOWN[1336], uring_op=1, URING",
        "UNKNOWN[1424], status=deallocated, WITNESS",
        "ANOM_ABEND, sig=6, WITNESS",
        "USER_LOGIN, pid=1, USER",
        "1112, pid=1, USER",
        "CRYPTO_KEY_USER, pid=1 msg=~op=x~, USER",
        "DAEMON_ROTATE, op=x, DAEMON",
        "DAEMON_START, op=x, DAEMON",
        "UNKNOWN[1201], op=x, DAEMON"
    })
    void aTypeHasOneRole(String type, String body, RecordRole role) {
        // Given
        RecordRoles roles = new RecordRoles();

        // When
        RecordRole answer = roles.of(Lines.record(type, new EventKey(0, 1), body.replace("~", "'")));

        // Then
        assertThat(answer).isEqualTo(role);
    }
}
