package io.execparity.collect.reference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a Keylime runtime policy (keylime/ima/types.py, RuntimePolicyType, version 1) and its predecessor, the JSON
 * allowlist, which says {@code hashes} for {@code digests} and {@code exclude} for {@code excludes}. What says nothing
 * of digests, such as {@code verification-keys} and device-mapper rules, is passed over, as are sections unknown here.
 */
final class PolicyReader {
    private static final int NEWEST_VERSION = 1;
    private static final String IGNORED_KEYRINGS = "ignored_keyrings";
    private static final Set<String> DIGESTS = Set.of("digests", "hashes");
    private static final Set<String> EXCLUDES = Set.of("excludes", "exclude");
    private static final Set<String> BUFFERS = Set.of("keyrings", "ima-buf");

    /** Where digests of a section go. */
    private interface Sink {
        boolean add(Bytes name, String algorithm, Bytes digest);
    }

    private final String file;
    private final JsonParser json;
    private final DigestIndex files;
    private final Buffers buffers;
    private final Excludes excludes;
    private boolean judged;

    PolicyReader(String file, JsonParser json, DigestIndex files, Buffers buffers, Excludes excludes) {
        this.file = file;
        this.json = json;
        this.files = files;
        this.buffers = buffers;
        this.excludes = excludes;
    }

    /** Reads one section, whose name the parser has just read. */
    void section(String name) throws IOException, ReferenceException {
        json.nextToken();
        if (DIGESTS.contains(name)) {
            judged = true;
            digests(files::add);
        } else if (BUFFERS.contains(name)) {
            digests(buffers::add);
        } else if (EXCLUDES.contains(name)) {
            strings(this::exclude);
        } else if (name.equals("ima")) {
            members(this::imaMember);
        } else if (name.equals("meta")) {
            members(this::metaMember);
        } else {
            json.skipChildren();
        }
    }

    /** To be called at the end. */
    void finish() throws ReferenceException {
        if (!judged) {
            throw new ReferenceException(file + ": this JSON has no digests: it is no Keylime runtime policy.");
        }
    }

    /** Takes what a member or an element is. */
    private interface Step {
        void take(String text) throws IOException, ReferenceException;
    }

    private void members(Step step) throws IOException, ReferenceException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(json.currentToken() == JsonToken.START_OBJECT, "an object is expected here");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            step.take(name);
        }
    }

    private void strings(Step step) throws IOException, ReferenceException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(json.currentToken() == JsonToken.START_ARRAY, "an array is expected here");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken() == JsonToken.VALUE_STRING, "a string is expected here");
            step.take(json.getText());
        }
    }

    private void digests(Sink sink) throws IOException, ReferenceException {
        members(name -> {
            Bytes path = Bytes.utf8(name);
            strings(digits -> digest(path, digits, sink));
        });
    }

    private void digest(Bytes name, String digits, Sink sink) throws ReferenceException {
        Optional<String> algorithm = DigestNames.ofDigits(digits.length());
        Bytes digest = Hexadecimal.bytes(digits);
        if (algorithm.isEmpty() || digest == null) {
            throw error("this is no digest that IMA measures with");
        }
        if (!sink.add(name, algorithm.get(), digest)) {
            throw error("there are more than " + DigestIndex.MOST_DIGESTS + " digests");
        }
    }

    private void exclude(String expression) throws ReferenceException {
        try {
            excludes.add(expression);
        } catch (IllegalArgumentException e) {
            throw error("the exclude " + e.getMessage());
        }
    }

    private void imaMember(String name) throws IOException, ReferenceException {
        if (name.equals(IGNORED_KEYRINGS)) {
            strings(keyring -> expect(buffers.ignore(keyring), "there are too many ignored keyrings"));
        } else {
            json.skipChildren();
        }
    }

    private void metaMember(String name) throws IOException, ReferenceException {
        if (name.equals("version")) {
            boolean known = json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getLongValue() <= NEWEST_VERSION;
            expect(known, "only version " + NEWEST_VERSION + " of runtime policies is known");
        }
        json.skipChildren();
    }

    private void expect(boolean condition, String otherwise) throws ReferenceException {
        if (!condition) {
            throw error(otherwise);
        }
    }

    private ReferenceException error(String what) {
        return ReferenceException.at(file, json.currentTokenLocation(), what);
    }
}
