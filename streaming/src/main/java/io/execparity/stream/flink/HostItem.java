package io.execparity.stream.flink;

/** What hosts are told in the order in which it was read: their lines, and how far reading is. */
sealed interface HostItem permits HostLine, ReadMark {
    /** What finds the way to the operator that it is for. */
    String host();
}
