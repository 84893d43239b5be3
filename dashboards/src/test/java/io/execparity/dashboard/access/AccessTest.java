package io.execparity.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens, sessions, and how often somebody may be wrong. */
final class AccessTest {
    private static final String HERE = "192.0.2.7";

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock();

    /** A clock that stands until it is moved. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T11:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private Path tokens(String... lines) throws IOException {
        return Files.writeString(folder.resolve("tokens"), "# who may do what\n\n" + String.join("\n", lines) + "\n");
    }

    private Access access(Path file) throws IOException {
        return new Access(
                new AccessSettings(Optional.of(file), Optional.empty(), Duration.ofHours(1)), "somebody", clock);
    }

    @Test
    void aTokenIsKnownByItsDigestAlone() throws Exception {
        // Given
        TokenFile.Fresh anna = TokenFile.fresh("anna", Role.ANALYST);
        TokenFile.Fresh screen = TokenFile.fresh("screen-2", Role.VIEWER);

        // When
        Access access = access(tokens(anna.line(), screen.line()));

        // Then
        assertThat(anna.line()).doesNotContain(anna.token());
        assertThat(access.anybody()).isEmpty();
        assertThat(access.byToken(anna.token(), HERE)).contains(new Person("anna", Role.ANALYST));
        assertThat(access.byToken(screen.token(), HERE)).contains(new Person("screen-2", Role.VIEWER));
        assertThat(access.byToken(anna.token() + "x", HERE)).isEmpty();
        assertThat(access.byToken("x".repeat(100_000), HERE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anna                      | a name, a role and a digest
            an@na viewer 0            | a name, a role and a digest
            anna root 0               | neither viewer nor analyst
            anna viewer 00            | no SHA-256
            """)
    void aLineThatIsNoneIsRefusedWithItsPlace(String line, String sentence) throws IOException {
        Path file = tokens(line);

        assertThatThrownBy(() -> TokenFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tokens:3: ")
                .hasMessageContaining(sentence);
    }

    @Test
    void twoTokensOfOneNameAndAFileWithoutAnyAreRefused() throws IOException {
        Path twice = tokens(
                TokenFile.fresh("anna", Role.VIEWER).line(),
                TokenFile.fresh("anna", Role.ANALYST).line());
        assertThatThrownBy(() -> TokenFile.read(twice)).hasMessageContaining("tokens:4: ");

        Path empty = tokens();
        assertThatThrownBy(() -> TokenFile.read(empty)).hasMessageContaining("--new-token");
        assertThatThrownBy(() -> TokenFile.fresh("an na", Role.VIEWER)).isInstanceOf(IllegalArgumentException.class);
    }

    private static OpenIdLogin.Arrived arrived(Person person) {
        return new OpenIdLogin.Arrived(person, "/", Optional.empty());
    }

    @Test
    void aSessionEndsWithItsTimeByLeavingAndWithItsToken() throws Exception {
        // Given
        TokenFile.Fresh anna = TokenFile.fresh("anna", Role.ANALYST);
        TokenFile.Fresh bea = TokenFile.fresh("bea", Role.VIEWER);
        Path file = tokens(anna.line(), bea.line());
        Access access = access(file);
        Person person = access.byToken(anna.token(), HERE).orElseThrow();
        String left = access.open(person);
        String lasting = access.open(person);
        String fromElsewhere = access.open(arrived(new Person("zoe (login.example)", Role.VIEWER)));

        // When
        access.close(left);

        // Then
        assertThat(access.bySession(left)).isEmpty();
        assertThat(access.bySession(lasting)).contains(person);
        assertThat(access.bySession("")).isEmpty();

        // When
        tokens(anna.line().replace("analyst", "viewer"), bea.line());
        access.reload();

        // Then
        assertThat(access.bySession(lasting)).isEmpty();
        assertThat(access.bySession(fromElsewhere)).isPresent();
        clock.move(Duration.ofMinutes(61));
        assertThat(access.bySession(fromElsewhere)).isEmpty();
    }

    @Test
    void thereAreNeverMoreSessionsThanAThousandAndTheOldestGivesWay() throws Exception {
        Access access = access(tokens(TokenFile.fresh("anna", Role.VIEWER).line()));
        Person person = new Person("zoe (login.example)", Role.VIEWER);
        String first = access.open(arrived(person));
        String last = "";
        for (int i = 0; i < 1_000; i++) {
            last = access.open(arrived(person));
        }

        assertThat(access.bySession(first)).isEmpty();
        assertThat(access.bySession(last)).isPresent();
    }

    @Test
    void whoFailsTenTimesWaitsFiveMinutesWithTheirWholeNetwork() throws Exception {
        // Given
        TokenFile.Fresh anna = TokenFile.fresh("anna", Role.ANALYST);
        Access access = access(tokens(anna.line()));

        // When
        for (int i = 0; i < FailedAttempts.MOST; i++) {
            assertThat(access.byToken("wrong", "2001:db8::" + i)).isEmpty();
        }

        // Then
        assertThatThrownBy(() -> access.byToken(anna.token(), "2001:db8::ffff"))
                .isInstanceOf(LoginRefusedException.class);
        assertThat(access.byToken(anna.token(), "2001:db8:0:1::1")).isPresent();
        assertThat(access.byToken(anna.token(), HERE)).isPresent();
        clock.move(Duration.ofMinutes(6));
        assertThat(access.byToken(anna.token(), "2001:db8::ffff")).isPresent();
    }
}
