package io.execparity.stream.elastic;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Where the documents of one kind go. */
interface Destination {
    /** Where new documents go, as when last looked. */
    String current();

    /** The other indices that hold some of these documents, where they are written again: by id, the index. */
    Map<String, String> homes(Collection<String> ids) throws IOException;

    /** Looks again. */
    void look() throws IOException;

    /** One index and no other. */
    record OneIndex(String current) implements Destination {
        @Override
        public Map<String, String> homes(Collection<String> ids) {
            return Map.of();
        }

        @Override
        public void look() {}
    }
}
