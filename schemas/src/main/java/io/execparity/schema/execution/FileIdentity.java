package io.execparity.schema.execution;

import org.jspecify.annotations.Nullable;

/**
 * A file on one boot of one host. It has a life: kernels hand out freed inode numbers within seconds, so whoever keeps
 * one ends it when the records say that the file is gone.
 *
 * @param device major and minor as packed by the PATH record
 * @param inode the inode number
 */
public record FileIdentity(long device, long inode) implements Comparable<FileIdentity> {
    /** The device as the kernel prints it, {@code fe:00}. */
    public String deviceText() {
        StringBuilder text = new StringBuilder(8);
        appendHex(text, device >>> 32);
        appendHex(text.append(':'), device & 0xFFFF_FFFFL);
        return text.toString();
    }

    private static void appendHex(StringBuilder text, long number) {
        if (number < 0x10) {
            text.append('0');
        }
        text.append(Long.toHexString(number));
    }

    @Override
    public int compareTo(FileIdentity other) {
        int byDevice = Long.compare(device, other.device);
        return byDevice != 0 ? byDevice : Long.compare(inode, other.inode);
    }

    /** Written out, as this is the key that is looked up most and the generated method is several times slower. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileIdentity that && inode == that.inode && device == that.device;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(device) + Long.hashCode(inode);
    }
}
