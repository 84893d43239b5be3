package io.execparity.collect.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads a reference in JSON: a policy, or an envelope around one. Which of both it is shows in its members, in whatever
 * order they come.
 */
final class JsonReference {
    /** A signed policy has to be held in memory as text and as bytes before any of it can be believed. */
    private static final int LARGEST_PAYLOAD = 48 * 1024 * 1024;

    private static final int LONGEST_NAME = 64 * 1024;
    private static final int DEEPEST = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LARGEST_PAYLOAD)
                    .maxNameLength(LONGEST_NAME)
                    .maxNestingDepth(DEEPEST)
                    .build())
            // Each path is a name of its own: none is worth keeping.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonReference() {}

    /** @param signed true where a signature around it was verified */
    static Reference read(String file, InputStream in, Signers signers, boolean signed)
            throws IOException, ReferenceException {
        DigestIndex files = new DigestIndex();
        Buffers buffers = new Buffers();
        Excludes excludes = new Excludes();
        DsseEnvelope envelope = new DsseEnvelope(file);
        try (JsonParser json = FACTORY.createParser(in)) {
            PolicyReader policy = new PolicyReader(file, json, files, buffers, excludes);
            members(file, json, policy, envelope);
            if (json.nextToken() != null) {
                throw ReferenceException.at(file, json.currentTokenLocation(), "something follows the JSON object");
            }
            if (!envelope.isOne()) {
                policy.finish();
            }
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            throw ReferenceException.at(file, place, "this is no JSON, or has a part that is too large");
        }
        if (envelope.isOne()) {
            return opened(file, envelope, signers, signed);
        }
        if (signers.isWanted()) {
            throw ReferenceLoader.unsigned(file);
        }
        return new Reference("Keylime runtime policy", files, buffers, excludes);
    }

    private static Reference opened(String file, DsseEnvelope envelope, Signers signers, boolean signed)
            throws IOException, ReferenceException {
        if (signed) {
            throw new ReferenceException(file + ": what is signed in it is an envelope with another signature.");
        }
        byte[] payload = envelope.verified(signers);
        return ReferenceLoader.content(
                file + " (signed payload)", new ByteArrayInputStream(payload), Signers.satisfied(), true);
    }

    private static void members(String file, JsonParser json, PolicyReader policy, DsseEnvelope envelope)
            throws IOException, ReferenceException {
        Set<String> seen = new HashSet<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (!seen.add(name) || seen.size() > DEEPEST) {
                throw ReferenceException.at(
                        file, json.currentTokenLocation(), "a section is there twice, or there are too many");
            }
            if (envelope.isMember(name)) {
                envelope.member(name, json);
            } else {
                policy.section(name);
            }
        }
    }
}
