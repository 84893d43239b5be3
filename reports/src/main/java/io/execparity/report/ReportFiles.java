package io.execparity.report;

import io.execparity.report.gather.Gathering;
import io.execparity.report.model.Report;
import io.execparity.report.sign.Manifest;
import io.execparity.report.sign.Signer;
import io.execparity.report.write.CsvForm;
import io.execparity.report.write.HtmlForm;
import io.execparity.report.write.JsonForm;
import io.execparity.report.write.OscalForm;
import io.execparity.report.write.PdfForm;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a report's files, with a manifest of them and, where there is a key, a signature of that. What an earlier
 * report left there goes first, what it had not finished too, so that nothing stands there that the manifest does not list.
 */
public final class ReportFiles {
    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.p7s";
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final Set<ReportFormat> formats;
    private final @Nullable Signer signer;

    /** @param signer null for none */
    public ReportFiles(Path folder, Set<ReportFormat> formats, @Nullable Signer signer) {
        this.folder = folder;
        this.formats = Set.copyOf(formats);
        this.signer = signer;
    }

    /** Writes what an entry of a file is. */
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes them.
     *
     * @param findings what the report is of, for the table of them
     * @return their names, in order
     */
    public List<String> write(Report report, Gathering findings) throws IOException {
        Files.createDirectories(folder);
        clear();
        List<String> names = new ArrayList<>();
        for (ReportFormat format : ReportFormat.values()) {
            if (formats.contains(format)) {
                write(format, report, findings);
                names.addAll(format.files());
            }
        }
        byte[] manifest = Manifest.of(report.period(), folder, names);
        write(MANIFEST, out -> out.write(manifest));
        names.add(MANIFEST);
        if (signer != null) {
            byte[] signature = signer.sign(manifest);
            write(SIGNATURE, out -> out.write(signature));
            names.add(SIGNATURE);
        }
        return names;
    }

    /** The manifest first: without it nothing there claims to be a report. */
    private void clear() throws IOException {
        Files.deleteIfExists(folder.resolve(SIGNATURE));
        Files.deleteIfExists(folder.resolve(MANIFEST));
        for (ReportFormat format : ReportFormat.values()) {
            for (String name : format.files()) {
                Files.deleteIfExists(folder.resolve(name));
                Files.deleteIfExists(folder.resolve(name + UNFINISHED));
            }
        }
    }

    private void write(ReportFormat format, Report report, Gathering findings) throws IOException {
        List<String> names = format.files();
        switch (format) {
            case HTML -> write(names.get(0), out -> out.write(HtmlForm.of(report)));
            case PDF -> write(names.get(0), out -> out.write(PdfForm.of(report)));
            case JSON -> write(names.get(0), out -> out.write(JsonForm.of(report)));
            case CSV -> {
                write(names.get(0), out -> out.write(CsvForm.controls(report)));
                write(names.get(1), out -> out.write(CsvForm.exemptions(report)));
                write(names.get(2), out -> CsvForm.findings(findings, out));
            }
            case OSCAL -> write(names.get(0), out -> out.write(OscalForm.of(report)));
        }
    }

    /** Under its name only when it is whole. */
    private void write(String name, Content content) throws IOException {
        Path unfinished = folder.resolve(name + UNFINISHED);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                content.writeTo(out);
            }
            try {
                Files.move(
                        unfinished,
                        folder.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(unfinished, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
