package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.Fields;
import io.execparity.schema.record.Origin;
import io.execparity.schema.record.RecordHead;
import io.execparity.schema.record.RecordType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Audit lines to records, as far as these tests need it: fields are split at spaces. */
final class Lines {
    private static final Pattern LINE =
            Pattern.compile("(?:node=\\S+ )?type=(\\S+) msg=audit\\((\\d+)\\.(\\d{3}):(\\d+)\\): ?(.*)");

    private Lines() {}

    static AuditRecord record(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        EventKey key = new EventKey(
                Long.parseLong(matcher.group(2)) * 1000 + Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)));
        return record(matcher.group(1), key, matcher.group(5));
    }

    static AuditRecord record(String type, EventKey key, String text) {
        RecordHead head = new RecordHead(RecordType.of(type), type, key, new Origin("test", 0));
        return AuditRecord.of(head, fields(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static Fields fields(byte[] body) {
        long[] spans = new long[16];
        int count = 0;
        int start = 0;
        while (start < body.length) {
            int end = next(body, (byte) ' ', start, body.length);
            int equals = next(body, (byte) '=', start, end);
            if (equals > start && equals < end) {
                if (count == spans.length) {
                    spans = Arrays.copyOf(spans, count * 2);
                }
                spans[count] = Fields.span(start, equals, equals + 1, end);
                count++;
            }
            start = end + 1;
        }
        return Fields.of(body, body.length, spans, count);
    }

    private static int next(byte[] body, byte wanted, int from, int end) {
        int i = from;
        while (i < end && body[i] != wanted) {
            i++;
        }
        return i;
    }

    static List<AuditRecord> corpus(String name) {
        Path path = Path.of("../corpus", name, "audit.log.gz");
        List<AuditRecord> records = new ArrayList<>();
        try (InputStream file = Files.newInputStream(path);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records.add(record(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }
}
