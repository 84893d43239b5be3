package io.execparity.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.report.control.Control;
import io.execparity.report.control.ControlCatalogue;
import io.execparity.report.control.Framework;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The controls that reports judge by. */
final class ControlCatalogueTest {
    private static final String GOOD = """
            framework: f
            title: F
            edition: '1'
            source: somewhere
            compared: 2026-11-23
            exact-titles: true
            controls:
              - id: A
                key: a
                title: T
                bearing: B.
                limits: L.
                violated-by: [memfd-exec]
            """;

    private static Framework read(String text) throws IOException {
        return ControlCatalogue.of(CatalogueReader.read("f.yaml", new ByteArrayInputStream(text.getBytes(UTF_8))));
    }

    private static void assertRefused(String text, String place, String reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageContaining("f.yaml:" + place)
                .hasMessageContaining(reason);
    }

    @Test
    void theControlsOfTheFrameworksAreThere() {
        Map<String, List<String>> ids = ControlCatalogue.bundled().stream()
                .collect(Collectors.toMap(
                        Framework::key,
                        framework ->
                                framework.controls().stream().map(Control::id).toList()));
        assertThat(ids.get("nist-800-53"))
                .containsExactly(
                        "CM-7(2)",
                        "CM-7(5)",
                        "CM-14",
                        "SI-4(2)",
                        "SI-4(5)",
                        "SI-4(16)",
                        "SI-7",
                        "SI-7(1)",
                        "SI-7(2)",
                        "SI-7(7)",
                        "SI-7(8)",
                        "SI-7(12)",
                        "SI-7(15)",
                        "SC-18",
                        "AU-2",
                        "AU-3",
                        "AU-6(3)",
                        "AU-9",
                        "AU-12(1)");
        assertThat(ids.get("pci-dss")).containsExactly("5.3.2", "10.2.1", "10.4.1.1", "10.7.2", "11.5.2");
        assertThat(ids.get("iso-27001")).containsExactly("A.8.7", "A.8.15", "A.8.16", "A.8.19");
        assertThat(ids.get("rhel9-stig")).hasSize(12).contains("RHEL-09-433016", "RHEL-09-654010", "RHEL-09-231130");
        assertThat(ids.get("cis-rhel9")).hasSize(6).contains("1.1.2.1.4", "6.3.3.2");
    }

    @Test
    void titlesAreTheFrameworksOwn() {
        Map<String, String> titles = ControlCatalogue.bundled().get(0).controls().stream()
                .collect(Collectors.toMap(Control::id, Control::title));
        assertThat(titles)
                .containsEntry("CM-7(5)", "Authorized Software \u2014 Allow-by-exception")
                .containsEntry("SI-4(2)", "Automated Tools and Mechanisms for Real-time Analysis")
                .containsEntry("SI-7(8)", "Auditing Capability for Significant Events")
                .containsEntry("AU-12(1)", "System-wide and Time-correlated Audit Trail");
    }

    @Test
    void whatIsWrongInAFileIsToldWithItsPlace() throws IOException {
        assertThat(read(GOOD).controls()).hasSize(1);
        assertRefused(GOOD.replace("memfd-exec", "memfd-exce"), "13:", "is none of");
        assertRefused(GOOD.replace("edition: '1'\n", ""), "1:", "'edition' is missing");
        assertRefused(GOOD.replace("2026-11-23", "yesterday"), "5:", "no day");
        assertRefused(GOOD.replace("key: a", "key: A b"), "9:", "no token");
        assertRefused(GOOD.replace("violated-by", "broken-by"), "13:", "unknown key");
        assertRefused(GOOD.replace("    violated-by: [memfd-exec]\n", ""), "8:", "nothing decides this control");
    }
}
