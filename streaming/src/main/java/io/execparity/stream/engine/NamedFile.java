package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;

/**
 * The file that a path led to.
 *
 * @param lastUsed in engine milliseconds
 */
record NamedFile(FileIdentity file, long lastUsed) {}
