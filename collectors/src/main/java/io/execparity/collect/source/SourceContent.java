package io.execparity.collect.source;

/**
 * What a source turned out to hold, for whoever finds no audit record in it and has to say what it is instead.
 *
 * @param lines how many lines were handed over, unfinished and oversized ones included
 * @param bytes how many bytes there were after decompression
 * @param looksBinary true where the first bytes hold a NUL, which no log has
 */
public record SourceContent(long lines, long bytes, boolean looksBinary) {}
