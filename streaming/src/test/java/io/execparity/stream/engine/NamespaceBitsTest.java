package io.execparity.stream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.execution.KernelRelease;
import io.execparity.schema.text.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kernel's release tells of exec securebits in a new user namespace, and where it tells nothing. */
class NamespaceBitsTest {
    @ParameterizedTest
    @CsvSource({
        "7.2.13+deb14-amd64, SHED",
        "6.18.44, SHED",
        "7.3.3, SHED",
        "7.3.0, SHED",
        "7.3.4+deb13-amd64, KEPT",
        "7.3.4-200.fc44.x86_64, KEPT",
        "7.4.0-1-generic, KEPT",
        "8.0, KEPT",
        "7.2.14, UNKNOWN",
        "6.18.45, UNKNOWN",
        "6.17.3, UNKNOWN",
        "7.3.0-15-generic, UNKNOWN",
        "7.3-rc7, UNKNOWN",
        "7.4.0-rc3, UNKNOWN",
        "7.4.0-0.rc3.fc45, UNKNOWN",
        "7.3.4-arch1-1, KEPT",
        "5.14.0-611.el9, UNKNOWN",
        "7, UNKNOWN",
        "99999999999.3, UNKNOWN",
        "'', UNKNOWN"
    })
    void whatAReleaseTells(String release, NamespaceBits bits) {
        assertThat(NamespaceBits.of(KernelRelease.of(release))).isEqualTo(bits);
    }

    @Test
    void theDaemonIsBelievedBeforeTheAgentAndOnlyUntilTheNextBoot() {
        // Given
        HostKernel kernel = new HostKernel();
        kernel.daemonStarted(bytes("7.2.13"));
        // When
        kernel.told("7.3.4");
        // Then
        assertThat(kernel.namespaceBits()).isEqualTo(NamespaceBits.SHED);
        kernel.reboot();
        assertThat(kernel.namespaceBits()).isEqualTo(NamespaceBits.UNKNOWN);
        kernel.told("7.3.4");
        assertThat(kernel.namespaceBits()).isEqualTo(NamespaceBits.KEPT);
    }

    @Test
    void aReleaseOfNoLengthThatAKernelHasIsNone() {
        // Given
        HostKernel kernel = new HostKernel();
        // When
        kernel.daemonStarted(bytes("7.3.4" + "x".repeat(HostKernel.MAX_RELEASE)));
        kernel.daemonStarted(null);
        // Then
        assertThat(kernel.release()).isEmpty();
    }

    private static Bytes bytes(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.US_ASCII));
    }
}
