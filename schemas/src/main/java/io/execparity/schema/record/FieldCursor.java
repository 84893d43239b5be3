package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** Finds fields in the order in which the kernel writes them, so that each look-up starts where the last ended. */
final class FieldCursor {
    private final Fields fields;
    private int next;

    FieldCursor(Fields fields) {
        this.fields = fields;
    }

    int find(String name) {
        int index = fields.find(name, next);
        if (index >= 0) {
            next = index + 1;
        }
        return index;
    }

    long number(String name, int radix, long absent) {
        int index = find(name);
        return index < 0 ? absent : fields.number(index, radix, absent);
    }

    @Nullable
    Bytes written(String name) {
        int index = find(name);
        return index < 0 ? null : fields.written(index);
    }
}
