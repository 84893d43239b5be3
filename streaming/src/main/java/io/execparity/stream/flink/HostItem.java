package io.execparity.stream.flink;

/** What hosts are told in the order in which it was read: their lines, how far reading is, and what their site says. */
sealed interface HostItem permits HostControl, HostEntry, HostLine, HostNote, HostTrace, ReadMark {
    /** What finds the way to the operator that it is for. */
    String host();
}
