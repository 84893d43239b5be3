package io.execparity.stream.flink;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultId;
import io.execparity.stream.state.Parts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was told of a silent host as if no more came, and in which form. When what really came leads to the same form, it is
 * not told again; any other form is.
 */
final class ToldEarly {
    /** What goes beyond is told twice, under the same id. */
    private static final int MOST = 512;

    private static final int FORM_BYTES = 16;
    private static final int TOLD = 1;
    private static final int ID = 1;
    private static final int FORM = 2;

    private final Map<String, Bytes> forms = new LinkedHashMap<>();

    /** Whether a result that is told early was not told before in this form. */
    boolean isNewEarly(EncodedResult result) {
        String id = ResultId.of(result);
        Bytes form = form(result);
        Bytes before = forms.remove(id);
        if (forms.size() >= MOST) {
            forms.remove(forms.keySet().iterator().next());
        }
        forms.put(id, form);
        return !form.equals(before);
    }

    /** Whether a result that holds has to be told, and was not told early as it is. */
    boolean isNew(EncodedResult result) {
        if (forms.isEmpty()) {
            return true;
        }
        Bytes before = forms.remove(ResultId.of(result));
        return before == null || !before.equals(form(result));
    }

    private static Bytes form(EncodedResult result) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(result.line().line());
            return Bytes.view(Arrays.copyOf(digest, FORM_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    boolean isEmpty() {
        return forms.isEmpty();
    }

    void save(StateWriter out) {
        forms.forEach((id, form) -> out.message(TOLD, told -> {
            told.text(ID, id);
            told.bytes(FORM, form.toArray());
        }));
    }

    /** Goes on from what was saved, null where nothing was. */
    static ToldEarly restored(byte @Nullable [] saved) throws UnreadableStateException {
        ToldEarly restored = new ToldEarly();
        if (saved == null) {
            return restored;
        }
        StateReader in = new StateReader(saved);
        while (in.next()) {
            if (in.tag() == TOLD) {
                restored.restoreOne(in.message());
            }
        }
        return restored;
    }

    private void restoreOne(StateReader in) throws UnreadableStateException {
        String id = "";
        Bytes form = Bytes.EMPTY;
        while (in.next()) {
            switch (in.tag()) {
                case ID -> id = in.text();
                case FORM -> form = Parts.bytes(in);
                default -> {}
            }
        }
        if (forms.size() >= MOST) {
            throw in.invalid("more than " + MOST + " results that were told early");
        }
        forms.put(id, form);
    }
}
