package io.execparity.collect.ima.signature;

import io.execparity.collect.ima.TemplateField;
import io.execparity.schema.text.Bytes;

/**
 * A signature that was not verified, and where it stands.
 *
 * @param entry counted from 0
 * @param offset in bytes from the beginning of the list to that of the entry
 * @param name what the measured thing is called
 * @param field which of the entry's signatures
 */
public record SignatureFinding(long entry, long offset, Bytes name, TemplateField field, SignatureVerdict verdict) {}
