package io.execparity.collect.ima;

/** What a reader finds next in a list: an entry, or a place where there should have been one. */
public sealed interface ListItem permits MeasurementEntry, ListProblem {}
