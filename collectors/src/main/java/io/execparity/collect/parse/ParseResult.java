package io.execparity.collect.parse;

/** What became of one line: lines in are always lines parsed plus lines rejected. */
public sealed interface ParseResult permits Parsed, Rejected {}
