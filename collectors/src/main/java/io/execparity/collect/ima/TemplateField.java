package io.execparity.collect.ima;

import java.util.Optional;

/** A field that templates are made of (security/integrity/ima/ima_template.c, supported_fields). */
public enum TemplateField {
    DIGEST("d", Shape.PLAIN_DIGEST),
    NAME("n", Shape.TEXT),
    DIGEST_NG("d-ng", Shape.TAGGED_DIGEST),
    DIGEST_NGV2("d-ngv2", Shape.TAGGED_DIGEST),
    NAME_NG("n-ng", Shape.TEXT),
    SIGNATURE("sig", Shape.HEXADECIMAL),
    BUFFER("buf", Shape.HEXADECIMAL),
    MODULE_DIGEST("d-modsig", Shape.TAGGED_DIGEST),
    MODULE_SIGNATURE("modsig", Shape.HEXADECIMAL),
    EVM_SIGNATURE("evmsig", Shape.HEXADECIMAL),
    USER("iuid", Shape.NUMBER),
    GROUP("igid", Shape.NUMBER),
    MODE("imode", Shape.SHORT_NUMBER),
    ATTRIBUTE_NAMES("xattrnames", Shape.TEXT),
    ATTRIBUTE_LENGTHS("xattrlengths", Shape.HEXADECIMAL),
    ATTRIBUTE_VALUES("xattrvalues", Shape.HEXADECIMAL);

    /** How its bytes look, and how an ASCII list shows them. */
    enum Shape {
        /** 20 bytes, in hexadecimal. */
        PLAIN_DIGEST,
        /** {@code algorithm:}, a zero byte and the digest; the zero byte is not shown. */
        TAGGED_DIGEST,
        /** Ends in a zero byte that is part of its length and is not shown. */
        TEXT,
        HEXADECIMAL,
        /** Four bytes, in decimal. */
        NUMBER,
        /** Two bytes, in decimal. */
        SHORT_NUMBER
    }

    private final String identifier;
    private final Shape shape;

    TemplateField(String identifier, Shape shape) {
        this.identifier = identifier;
        this.shape = shape;
    }

    /** As format strings write it. */
    public String identifier() {
        return identifier;
    }

    Shape shape() {
        return shape;
    }

    static Optional<TemplateField> of(String identifier) {
        for (TemplateField field : values()) {
            if (field.identifier.equals(identifier)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
