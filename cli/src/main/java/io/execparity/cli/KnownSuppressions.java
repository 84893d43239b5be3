package io.execparity.cli;

import io.execparity.report.gather.KnownSuppression;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.stream.SiteFile;
import io.execparity.stream.control.Suppression;
import io.execparity.stream.control.SuppressionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Suppressions in files, as a report knows them. */
final class KnownSuppressions {
    /** The digest of no file that ran: which program made a memory file, findings do not tell. */
    private static final String OF_MAKER = "maker";

    private KnownSuppressions() {}

    /**
     * All of these files. Of one id the last line holds.
     *
     * @param said what serve was told, where it was told anything
     */
    static List<KnownSuppression> read(List<Path> named, Path said) throws IOException {
        Map<String, KnownSuppression> byId = new LinkedHashMap<>();
        for (Path file : named) {
            read(file, byId);
        }
        if (Files.exists(said) && Files.size(said) > 0) {
            read(said, byId);
        }
        return List.copyOf(byId.values());
    }

    private static void read(Path file, Map<String, KnownSuppression> byId) throws IOException {
        SiteFile read = SiteFile.of(file);
        for (Suppression suppression : SuppressionReader.file(read.name(), read.content())) {
            byId.put(suppression.id(), known(suppression));
        }
    }

    private static KnownSuppression known(Suppression suppression) {
        FileView subject = suppression.subject();
        ContentDigest digest = subject.digest();
        FileIdentity identity = subject.identity();
        return new KnownSuppression(
                suppression.id(),
                suppression.rules(),
                suppression.host() == null ? "" : suppression.host(),
                suppression.ofMaker()
                        ? OF_MAKER
                        : digest == null ? "" : digest.algorithm().word() + ":" + digest.hexadecimal(),
                identity == null ? "" : identity.deviceText(),
                identity == null ? "" : Long.toUnsignedString(identity.inode()),
                subject.path() == null ? "" : subject.path().text(),
                suppression.reason(),
                suppression.owner(),
                suppression.createdMillis(),
                suppression.untilMillis());
    }
}
