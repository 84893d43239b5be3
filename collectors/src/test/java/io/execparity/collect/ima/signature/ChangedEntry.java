package io.execparity.collect.ima.signature;

import io.execparity.collect.ima.Bank;
import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.ListShape;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.MeasurementListReader;
import io.execparity.collect.ima.TemplateField;
import io.execparity.schema.text.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An entry with other fields, read from a binary list: its hash is wrong, which no signature asks for. */
final class ChangedEntry {
    private static final ListShape SHAPE = new ListShape(false, Bank.SHA256, ByteOrder.LITTLE_ENDIAN, false);

    private ChangedEntry() {}

    /** One byte of one field differs. */
    static MeasurementEntry of(MeasurementEntry entry, TemplateField field, int place) throws IOException {
        byte[] changed = entry.field(field).toArray();
        changed[place] ^= 1;
        return of(entry, field, changed);
    }

    static MeasurementEntry of(MeasurementEntry entry, TemplateField field, byte[] content) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<TemplateField> fields = entry.format().fields();
        for (TemplateField each : fields) {
            byte[] bytes = each == field ? content : entry.field(each).toArray();
            data.writeBytes(integer(bytes.length));
            data.writeBytes(bytes);
        }
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        Bytes name = Bytes.utf8(entry.format().name());
        list.writeBytes(integer(entry.register()));
        list.writeBytes(entry.templateDigest().toArray());
        list.writeBytes(integer(name.length()));
        list.writeBytes(entry.format().name().getBytes(StandardCharsets.US_ASCII));
        list.writeBytes(integer(data.size()));
        list.writeBytes(data.toByteArray());
        ListItem item = MeasurementListReader.of(SHAPE, new ByteArrayInputStream(list.toByteArray()))
                .next();
        if (item instanceof MeasurementEntry changed) {
            return changed;
        }
        throw new AssertionError(item);
    }

    private static byte[] integer(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
