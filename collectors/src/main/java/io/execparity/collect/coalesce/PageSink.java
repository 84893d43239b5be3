package io.execparity.collect.coalesce;

/**
 * Takes the parts of a coalescer's state of which only those are saved that have changed. A page that is put takes the
 * place of the one with its number.
 */
@FunctionalInterface
public interface PageSink {
    /**
     * Takes a page.
     *
     * @param page 0 or more
     */
    void put(int page, byte[] content);
}
