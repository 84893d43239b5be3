package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.io.InputStream;

/** Which files a measurement list has a signature of. Templates without the field {@code sig} say nothing of it. */
public final class ListedSignatures {
    private ListedSignatures() {}

    /** Is told of every file that the list speaks of, in its order. */
    public interface Taker {
        /**
         * A file was measured.
         *
         * @param path as the list has it, where blanks are underscores
         * @param digest as {@code algorithm:hexadecimal}
         */
        void file(String path, String digest, boolean signed);
    }

    /**
     * Reads a list to its end. Entries that cannot be read are passed over.
     *
     * @throws NotAMeasurementListException where it is none
     */
    public static void read(InputStream in, Taker taker) throws IOException, NotAMeasurementListException {
        MeasurementListReader reader = MeasurementListReader.open(in);
        for (ListItem item = reader.next(); item != null; item = reader.next()) {
            if (item instanceof MeasurementEntry entry && !entry.isViolation()) {
                Bytes signature = entry.field(TemplateField.SIGNATURE);
                FileDigest digest = entry.digest();
                if (signature != null && digest != null) {
                    taker.file(entry.name().text(), digest.toString(), !signature.isEmpty());
                }
            }
        }
    }
}
