package io.execparity.report.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.execparity.report.model.FrameworkReport;
import io.execparity.report.model.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The report as one document, which stands for itself: no script, nothing from elsewhere, one style sheet within. */
final class ReportPage {
    static final String TITLE = "Execution integrity report";

    private ReportPage() {}

    static Document of(Report report, TextForm form) {
        Markup markup = new Markup(form);
        Element html = markup.root("html");
        html.setAttribute("lang", "en");
        head(markup, html, report);
        Element body = markup.in(html, "body");
        new FrontPage(markup, report).addTo(body);
        new TelemetrySection(markup, report).addTo(body);
        ControlSection controls = new ControlSection(markup, report);
        for (FrameworkReport framework : report.frameworks()) {
            controls.addTo(body, framework);
        }
        new ClosingSections(markup, report).addTo(body);
        return markup.document();
    }

    private static void head(Markup markup, Element html, Report report) {
        Element head = markup.in(html, "head");
        String style = style();
        Element policy = markup.in(head, "meta");
        policy.setAttribute("http-equiv", "Content-Security-Policy");
        policy.setAttribute(
                "content",
                "default-src 'none'; style-src 'sha256-" + digest(style) + "'; base-uri 'none'; form-action 'none'");
        meta(markup, head, "viewport", "width=device-width, initial-scale=1");
        meta(markup, head, "referrer", "no-referrer");
        meta(markup, head, "description", "What ExecParity's evidence says of controls");
        markup.text(
                head,
                "title",
                "",
                TITLE + ", " + report.period().begins() + " to "
                        + report.period().ends());
        markup.verbatim(markup.in(head, "style"), style);
    }

    private static void meta(Markup markup, Element head, String name, String content) {
        Element meta = markup.in(head, "meta");
        meta.setAttribute("name", name);
        meta.setAttribute("content", content);
    }

    private static String style() {
        try (InputStream in = requireNonNull(ReportPage.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a bundled file is broken", e);
        }
    }

    private static String digest(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
