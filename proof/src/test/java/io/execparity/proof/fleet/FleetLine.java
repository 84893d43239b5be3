package io.execparity.proof.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One line of one host's log.
 *
 * @param text as its kernel wrote it, without the name of a host; one character for each byte
 * @param namesItself whether its host's auditd writes its name before every line
 */
public record FleetLine(String host, String text, boolean namesItself) {
    /** What a shipper sends that adds nothing: who reads it has to be told the host. */
    public byte[] shipped() {
        return namesItself ? named() : text.getBytes(ISO_8859_1);
    }

    /** With the host's name before it, as in the log of many hosts. */
    public byte[] named() {
        return ("node=" + host + ' ' + text).getBytes(ISO_8859_1);
    }

    FleetLine with(String other) {
        return new FleetLine(host, other, namesItself);
    }
}
