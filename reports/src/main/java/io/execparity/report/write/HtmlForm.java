package io.execparity.report.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.report.model.Report;
import java.io.ByteArrayOutputStream;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

/** The report as one HTML file. */
public final class HtmlForm {
    private static final byte[] DOCTYPE = "<!DOCTYPE html>\n".getBytes(UTF_8);

    private HtmlForm() {}

    public static byte[] of(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(DOCTYPE);
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.METHOD, "html");
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.setOutputProperty(OutputKeys.INDENT, "no");
            transformer.transform(new DOMSource(ReportPage.of(report, TextForm.SCREEN)), new StreamResult(bytes));
        } catch (TransformerException e) {
            throw new IllegalStateException("every JVM can write documents", e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }
}
