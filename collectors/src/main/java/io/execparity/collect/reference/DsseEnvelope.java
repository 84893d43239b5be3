package io.execparity.collect.reference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A signed reference as {@code keylime-policy sign} writes it: an envelope of DSSE version 1 (secure-systems-lab/dsse,
 * envelope.md and protocol.md). The hints by which a signature names its key are not believed: any trusted key will do.
 */
final class DsseEnvelope {
    private static final String PAYLOAD = "payload";
    private static final String TYPE = "payloadType";
    private static final String SIGNATURES = "signatures";
    private static final int MOST_SIGNATURES = 16;
    private static final int LONGEST_SIGNATURE = 4096;

    private final String file;
    private String payload = "";
    private String type = "";
    private boolean one;
    private final List<String> signatures = new ArrayList<>();

    DsseEnvelope(String file) {
        this.file = file;
    }

    boolean isMember(String name) {
        return name.equals(PAYLOAD) || name.equals(TYPE) || name.equals(SIGNATURES);
    }

    boolean isOne() {
        return one;
    }

    /** Reads a member, whose name the parser has just read. */
    void member(String name, JsonParser json) throws IOException, ReferenceException {
        one = true;
        JsonToken token = json.nextToken();
        if (name.equals(SIGNATURES)) {
            readSignatures(json);
            return;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw error("its " + name + " is no string");
        }
        if (name.equals(PAYLOAD)) {
            payload = json.getText();
        } else {
            type = json.getText();
        }
    }

    private void readSignatures(JsonParser json) throws IOException, ReferenceException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw error("its signatures are no array");
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean signature = json.currentName().equals("sig");
                if (json.nextToken() == JsonToken.VALUE_STRING && signature) {
                    signatures.add(json.getText());
                } else {
                    json.skipChildren();
                }
                if (signatures.size() > MOST_SIGNATURES) {
                    throw error("it has more than " + MOST_SIGNATURES + " signatures");
                }
            }
        }
    }

    /** What was signed, if it was by one of them. */
    byte[] verified(Signers signers) throws ReferenceException {
        signers.require(file);
        byte[] content = decoded(payload);
        byte[] type = this.type.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream signed = new ByteArrayOutputStream(content.length + type.length + 64);
        signed.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(type);
        signed.writeBytes((" " + content.length + " ").getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(content);
        byte[] message = signed.toByteArray();
        for (String signature : signatures) {
            if (signature.length() <= LONGEST_SIGNATURE && signers.signed(message, decoded(signature))) {
                return content;
            }
        }
        throw signers.notSigned(file);
    }

    private byte[] decoded(String text) throws ReferenceException {
        try {
            boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
            return (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
        } catch (IllegalArgumentException e) {
            throw new ReferenceException(file + ": its payload or a signature is not in base 64.", e);
        }
    }

    private ReferenceException error(String what) {
        return new ReferenceException(file + ": it looks like a DSSE envelope, but " + what + ".");
    }
}
