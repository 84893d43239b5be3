package io.execparity.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.execparity.schema.finding.Rule;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One report with hostile names and missing telemetry, in all of its forms. */
final class FormsTest {
    private static final String MARKUP = "/tmp/<img src=x onerror=alert(1)>]]>&amp;.sh";
    /** A mark that turns the direction, an escape, a line feed, Hebrew, Chinese, and a letter above others. */
    private static final String DISGUISED = "/tmp/a\\u202eb\\u001bc\\nd \\u05d0\\u05d1 \\u4e2d e\\u0301.sh";

    private static final String FORMULA = "=HYPERLINK(\\\"http://x\\\",\\\"y\\\")";

    @TempDir
    private static Path folder;

    private static final Map<String, byte[]> FILES = new HashMap<>();

    @BeforeAll
    static void write() throws Exception {
        MadeResults made = new MadeResults(folder.resolve("results"));
        for (int minute = 0; minute < 120; minute += 10) {
            made.execution("web-1", MadeResults.time(minute));
        }
        hostile(made, Rule.PARITY_BREAK, "web-1", MARKUP);
        hostile(made, Rule.RESTRICT_FILE_IGNORED, "<b>host</b>\\u202e", DISGUISED);
        hostile(made, Rule.DENIED_CHECK_IGNORED, "=cmd|'/C calc'!A0", FORMULA);
        made.finding(
                Rule.TELEMETRY_LOSS, "high", "proven", MadeResults.time(5), "web-1", "", "3 records are <lost>.", "");
        made.suppressed(Rule.MEMFD_EXEC, "=evil", "<script>alert(1)</script>");
        Files.createDirectories(folder.resolve("one"));
        Files.writeString(folder.resolve("one/report.json.part"), "of a report that was killed");
        made.with(MadeResults.DAY, (report, results, gathering) -> {
            ReportFiles page = new ReportFiles(folder.resolve("one"), EnumSet.of(ReportFormat.HTML), null);
            page.write(report, gathering);
            assertThat(folder.resolve("one/report.json.part")).doesNotExist();
            ReportFiles files = new ReportFiles(folder.resolve("one"), EnumSet.allOf(ReportFormat.class), null);
            for (String name : files.write(report, gathering)) {
                FILES.put(name, Files.readAllBytes(folder.resolve("one").resolve(name)));
            }
        });
        inAnotherCountry(() -> made.with(MadeResults.DAY, (report, results, gathering) -> {
            Path other = folder.resolve("other");
            new ReportFiles(other, EnumSet.allOf(ReportFormat.class), null).write(report, gathering);
        }));
    }

    private static void hostile(MadeResults made, Rule rule, String host, String path) {
        made.finding(
                rule, rule.severity().word(), "likely", MadeResults.time(1), host, path, "It ran " + path + ".", "");
    }

    private interface Deed {
        void run() throws Exception;
    }

    private static void inAnotherCountry(Deed deed) throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            deed.run();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static String text(String name) {
        return new String(FILES.get(name), UTF_8);
    }

    @Test
    void everyFileHasTheSameBytesInAnotherLocaleAndTimeZone() throws IOException {
        assertThat(FILES.keySet())
                .containsExactlyInAnyOrder(
                        "report.html",
                        "report.pdf",
                        "report.json",
                        "report-controls.csv",
                        "report-exceptions.csv",
                        "report-findings.csv",
                        "report-oscal.json",
                        "manifest.json");
        for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
            assertThat(Files.readAllBytes(folder.resolve("other").resolve(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void jsonIsWhatItsSchemaSays() throws IOException {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        assertValid(registry, "/io/execparity/report/write/report.schema.json", text("report.json"));
        assertThat(text("report.json")).contains("\\u001B").contains("\"complete\" : false");
    }

    @Test
    void oscalIsWhatTheSchemaOfNistsModelSays() throws IOException {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        assertValid(registry, "/schema/json/oscal-ar_schema.json", text("report-oscal.json"));
        assertThat(text("report-oscal.json"))
                .contains("not-satisfied")
                .doesNotContain("\"satisfied\"")
                .contains("Telemetry incomplete");
    }

    private static void assertValid(SchemaRegistry registry, String resource, String json) throws IOException {
        try (InputStream in = FormsTest.class.getResourceAsStream(resource)) {
            JsonNode tree = new ObjectMapper().readTree(in);
            mend(tree);
            Schema schema = registry.getSchema(tree.toString(), InputFormat.JSON);
            assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
            String broken = json.replaceFirst("\"version\" : ", "\"virsion\" : ");
            assertThat(schema.validate(broken, InputFormat.JSON)).isNotEmpty();
        }
    }

    /**
     * OSCAL's schema, as its library has it, says the place of each definition once more as its {@code $id}, and wraps two
     * definitions in an {@code id} that no schema knows. Neither is about what we write.
     */
    private static void mend(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("$id").asText("").startsWith("#")) {
                object.remove("$id");
            }
            if (object.size() == 1 && object.path("id").has("$ref")) {
                object.set("$ref", object.remove("id").get("$ref"));
            }
        }
        node.forEach(FormsTest::mend);
    }

    @Test
    void aPageAsksForNothingAndTakesNoNameForMarkup() {
        String page = text("report.html");
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("default-src 'none'; style-src 'sha256-")
                .doesNotContain("<img")
                .doesNotContain("<script")
                .doesNotContain("<b>host")
                .doesNotContain("src=\"")
                .doesNotContain("href")
                .doesNotContain("url(")
                .doesNotContain("\u202e")
                .doesNotContain("\u001b")
                .contains("a\\u202eb\\x1bc\\nd \u05d0\u05d1 \u4e2d")
                .contains("/tmp/&lt;img src=x onerror=alert(1)&gt;]]&gt;&amp;amp;.sh");
        assertThat(page.indexOf("TELEMETRY INCOMPLETE")).isBetween(1, page.indexOf("What was missing</h2>"));
    }

    @Test
    void theStyleSheetIsTheOneThatThePolicyNames() throws Exception {
        String page = text("report.html");
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
        assertThat(page).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }

    @Test
    void aTableHasNoFormula() {
        for (String name : List.of("report-controls.csv", "report-exceptions.csv", "report-findings.csv")) {
            for (String line : text(name).split("\r\n")) {
                for (String cell : line.split("(?<=\"),(?=\")")) {
                    assertThat(cell).as(name).matches("(?s)\"[^=+\\-@|%\t].*|\"\"|[@a-z._,]+");
                }
            }
        }
        assertThat(text("report-findings.csv")).contains("\"'=HYPERLINK(").contains("\"suppressed\"");
        assertThat(text("report-exceptions.csv")).contains("\"'=evil\"");
    }

    @Test
    void aTableOfFindingsHasTheNamesThatAnExportOfTheDashboardHas() {
        assertThat(text("report-findings.csv"))
                .startsWith("@timestamp,host.name,rule.name,")
                .contains(",execparity.count,status,owner\r\n");
    }

    @Test
    void thePdfSaysOnItsFirstPageWhatIsMissingAndShowsWhatItsFontsLackAsEscapes() throws IOException {
        try (PDDocument document = Loader.loadPDF(FILES.get("report.pdf"))) {
            PDFTextStripper stripper = new PDFTextStripper();
            String all = stripper.getText(document).replaceAll("\\s+", " ");
            stripper.setEndPage(1);
            String first = stripper.getText(document).replaceAll("\\s+", " ");
            assertThat(first)
                    .contains("2026-11-22 00:00:00Z to 2026-11-23 00:00:00Z")
                    .contains("TELEMETRY INCOMPLETE")
                    .contains("records lost")
                    .contains("3 records are <lost>.");
            assertThat(all.replace(" ", ""))
                    .contains("a\\u202eb\\x1bc\\nd")
                    .contains("\\u05d0\\u05d1")
                    .contains("\\u4e2d")
                    .contains("<imgsrc=xonerror=alert(1)>");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(fontsWithoutFile(document)).isEmpty();
            assertThat(ink(document)).isGreaterThan(1_000);
        }
    }

    private static List<String> fontsWithoutFile(PDDocument document) throws IOException {
        List<String> without = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            for (var name : page.getResources().getFontNames()) {
                var font = page.getResources().getFont(name);
                if (!font.isEmbedded()) {
                    without.add(font.getName());
                }
            }
        }
        return without;
    }

    /** How many points of the first page are dark. */
    private static int ink(PDDocument document) throws IOException {
        BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 50);
        int dark = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                dark += (image.getRGB(x, y) & 0xFF00) < 0x8000 ? 1 : 0;
            }
        }
        return dark;
    }
}
