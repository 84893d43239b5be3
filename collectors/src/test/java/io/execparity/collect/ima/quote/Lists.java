package io.execparity.collect.ima.quote;

import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.MeasurementListReader;
import io.execparity.collect.ima.MeasurementListVerifier;
import io.execparity.collect.ima.VerificationReport;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** Measurement lists in memory. */
final class Lists {
    private Lists() {}

    static List<MeasurementEntry> entries(byte[] list) throws Exception {
        List<MeasurementEntry> entries = new ArrayList<>();
        MeasurementListReader reader = MeasurementListReader.open(new ByteArrayInputStream(list));
        for (ListItem item = reader.next(); item != null; item = reader.next()) {
            entries.add((MeasurementEntry) item);
        }
        return entries;
    }

    /** Without one of its entries. */
    static byte[] without(byte[] list, int entry) throws Exception {
        List<MeasurementEntry> entries = entries(list);
        int begin = (int) entries.get(entry).offset();
        int end = (int) entries.get(entry + 1).offset();
        byte[] shorter = new byte[list.length - (end - begin)];
        System.arraycopy(list, 0, shorter, 0, begin);
        System.arraycopy(list, end, shorter, begin, list.length - end);
        return shorter;
    }

    static VerificationReport verify(byte[] list, QuoteReport quote) throws Exception {
        return verify(list, quote.addTo(Expectations.anywhere(List.of())));
    }

    static VerificationReport verify(byte[] list, Expectations expectations) throws Exception {
        return MeasurementListVerifier.verify(MeasurementListReader.open(new ByteArrayInputStream(list)), expectations);
    }
}
