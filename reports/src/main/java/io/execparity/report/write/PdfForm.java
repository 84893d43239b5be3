package io.execparity.report.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import io.execparity.report.model.Report;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * The same page as a PDF, tagged and with its fonts, made as PDF/A-2a asks. Its dates and its identity are those of the
 * period, so that it is the same whenever it is made.
 */
public final class PdfForm {
    private static final String SANS = "liberation/LiberationSans-Regular.ttf";
    private static final String BOLD = "liberation/LiberationSans-Bold.ttf";
    private static final String MONO = "liberation/LiberationMono-Regular.ttf";
    private static final int NORMAL_WEIGHT = 400;
    private static final int BOLD_WEIGHT = 700;
    private static final float VERSION = 1.7f;
    private static final Pattern CREATED = Pattern.compile("<xmp:CreateDate>[^<]*</xmp:CreateDate>");

    private PdfForm() {}

    /**
     * The bytes of the file.
     *
     * @throws IOException where it cannot be made
     */
    public static byte[] of(Report report) throws IOException {
        XRLog.setLoggingEnabled(false);
        try (FontText form = new FontText(List.of(SANS, BOLD, MONO));
                PdfBoxRenderer renderer = renderer(report, form)) {
            renderer.createPDFWithoutClosing();
            try (PDDocument document = renderer.getPdfDocument()) {
                settle(document, report);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                document.save(bytes);
                return bytes.toByteArray();
            }
        }
    }

    private static PdfBoxRenderer renderer(Report report, FontText form) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withW3cDocument(ReportPage.of(report, form), "");
        builder.withProducer("ExecParity");
        font(builder, SANS, "Liberation Sans", NORMAL_WEIGHT);
        font(builder, BOLD, "Liberation Sans", BOLD_WEIGHT);
        font(builder, MONO, "Liberation Mono", NORMAL_WEIGHT);
        builder.usePdfAConformance(PdfAConformance.PDFA_2_A);
        builder.usePdfUaAccessibility(true);
        builder.usePdfVersion(VERSION);
        builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        // The page asks for nothing, and would get nothing.
        builder.useUriResolver((base, uri) -> null);
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.toStream(new ByteArrayOutputStream());
        return builder.buildPdfRenderer();
    }

    private static void font(PdfRendererBuilder builder, String resource, String family, int weight) {
        builder.useFont(
                () -> requireNonNull(PdfForm.class.getClassLoader().getResourceAsStream(resource), resource),
                family,
                weight,
                FontStyle.NORMAL,
                true);
    }

    /** Takes the clock out of it. */
    private static void settle(PDDocument document, Report report) throws IOException {
        GregorianCalendar end = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        end.setTimeInMillis(report.period().to());
        document.getDocumentInformation().setCreationDate(end);
        document.setDocumentId(report.period().to());
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String described;
        try (InputStream in = metadata.exportXMPMetadata()) {
            described = new String(in.readAllBytes(), UTF_8);
        }
        String date = report.period().ends().replaceFirst("\\.\\d+Z$", "Z");
        metadata.importXMPMetadata(CREATED.matcher(described)
                .replaceAll("<xmp:CreateDate>" + date + "</xmp:CreateDate>")
                .getBytes(UTF_8));
    }
}
