package io.execparity.collect.agent.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.execparity.collect.agent.intake.Delivery;
import io.execparity.collect.agent.spool.Incoming;
import io.execparity.collect.agent.spool.SourceState;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.source.LineHandler;
import io.execparity.collect.source.LineReader;
import io.execparity.collect.source.RawLine;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/** The journal, as journalctl prints it in JSON. Its cursors say where to go on, so that it may be kept waiting. */
public final class JournalSource implements LineHandler {
    private static final String NAME = "journal";
    private static final String CURSOR_FIELD = "__CURSOR";
    private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9=;_-]{1,400}");

    private final JsonFactory json = new JsonFactory();
    private final Delivery delivery;
    private String cursor;

    private JournalSource(String cursor, Delivery delivery) {
        this.cursor = cursor;
        this.delivery = delivery;
    }

    /**
     * Goes on behind the last entry that an earlier run took.
     *
     * @param command prints the journal and follows it; where to begin is added to it
     */
    public static LineSource of(List<String> command, Spool spool, Delivery delivery) {
        String resume = spool.state(NAME).map(SourceState::resume).orElse("");
        JournalSource journal = new JournalSource(resume, delivery);
        return new CommandSource(NAME, command, journal::arguments, journal::read, delivery.log(), delivery.log());
    }

    private List<String> arguments() {
        return cursor.isEmpty() ? List.of() : List.of("--after-cursor=" + cursor);
    }

    private void read(InputStream in) throws IOException {
        new LineReader(NAME, in).read(this);
    }

    @Override
    public void line(RawLine line) {
        String own = cursorOf(line);
        if (!own.isEmpty()) {
            cursor = own;
        }
        delivery.put(Incoming.line(NAME, "", own, line.copy(line.length()).toArray()));
    }

    /** What journalctl had not printed whole when it ended is printed again by the next one. */
    @Override
    public void unfinished(RawLine line) {}

    @Override
    public void oversized(RawLine beginning, long fullLength) {
        line(beginning);
        delivery.tellOversized(NAME, fullLength);
    }

    /** The entry's cursor, empty where it has none that can be used. */
    private String cursorOf(RawLine line) {
        try (JsonParser parser = json.createParser(line.buffer(), line.start(), line.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            for (JsonToken token = parser.nextToken(); token == JsonToken.FIELD_NAME; token = parser.nextToken()) {
                boolean found = parser.currentName().equals(CURSOR_FIELD);
                JsonToken value = parser.nextToken();
                if (found && value == JsonToken.VALUE_STRING) {
                    return CURSOR.matcher(parser.getText()).matches() ? parser.getText() : "";
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }
}
