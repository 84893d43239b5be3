package io.execparity.collect.ima.quote;

import io.execparity.schema.text.Bytes;

/**
 * Reads what a TPM marshals (TPM 2.0 Library, Part 2): big-endian integers, and strings of bytes with a length of 16 bits
 * before them.
 */
final class TpmBytes {
    private final Bytes bytes;
    private final String what;
    private int at;

    /** @param what the whole is, for whoever is told that it is not */
    TpmBytes(Bytes bytes, String what) {
        this.bytes = bytes;
        this.what = what;
    }

    int byteValue(String name) throws UnusableQuoteException {
        return (int) number(1, name);
    }

    int shortValue(String name) throws UnusableQuoteException {
        return (int) number(2, name);
    }

    /** Unsigned. */
    long intValue(String name) throws UnusableQuoteException {
        return number(4, name);
    }

    /** Its 64 bits, which are unsigned. */
    long longValue(String name) throws UnusableQuoteException {
        return number(8, name);
    }

    private long number(int length, String name) throws UnusableQuoteException {
        require(length, name);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (bytes.at(at++) & 0xFF);
        }
        return value;
    }

    Bytes take(int length, String name) throws UnusableQuoteException {
        require(length, name);
        at += length;
        return bytes.slice(at - length, at);
    }

    /** A TPM2B. */
    Bytes sized(int most, String name) throws UnusableQuoteException {
        int length = shortValue("the length of " + name);
        if (length > most) {
            at -= 2;
            throw wrong(name + " is said to have " + length + " bytes, more than " + most);
        }
        return take(length, name);
    }

    private void require(int length, String name) throws UnusableQuoteException {
        if (bytes.length() - at < length) {
            throw wrong("it ends inside of " + name);
        }
    }

    void end() throws UnusableQuoteException {
        if (at != bytes.length()) {
            throw wrong((bytes.length() - at) + " bytes follow its end");
        }
    }

    UnusableQuoteException wrong(String why) {
        return new UnusableQuoteException("it is no " + what + ": at byte " + at + ", " + why);
    }
}
