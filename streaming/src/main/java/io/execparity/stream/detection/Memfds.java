package io.execparity.stream.detection;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.engine.Memfd;
import org.jspecify.annotations.Nullable;

/** Words for memory files. */
final class Memfds {
    private Memfds() {}

    static String named(@Nullable Bytes name) {
        return name == null ? "a memory file" : "the memory file \"" + Sentence.name(name, "") + "\"";
    }

    static String madeBy(@Nullable Memfd memfd) {
        return memfd == null ? "" : ", made by " + Sentence.program(memfd.maker());
    }
}
