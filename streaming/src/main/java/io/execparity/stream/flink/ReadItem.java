package io.execparity.stream.flink;

/** What a source tells: its lines in order, and where it ends. */
public sealed interface ReadItem permits ReadLine, ReadEnd {}
