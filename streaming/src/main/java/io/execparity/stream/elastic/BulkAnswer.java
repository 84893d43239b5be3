package io.execparity.stream.elastic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What became of each document of a bulk request, in the request's order. */
final class BulkAnswer {
    /** All that is read here. */
    static final String FILTER =
            "items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.reason";

    /** Told with 400, but true of the index, not of the document. */
    private static final Set<String> OF_THE_INDEX = Set.of("index_closed_exception", "validation_exception");

    private final List<Item> items = new ArrayList<>();

    /** One document's fate. */
    static final class Item {
        private int status;
        private String type = "";
        private String reason = "";

        boolean isKept() {
            return status >= 200 && status < 300;
        }

        /** True where nobody but the document is at fault, so that it would be refused for ever. */
        boolean isRefused() {
            return (status == 400 || status == 413) && !OF_THE_INDEX.contains(type);
        }

        String told() {
            return ServerText.safe(status + " " + type + ": " + reason);
        }
    }

    private BulkAnswer() {}

    /**
     * Reads it.
     *
     * @throws IOException where it does not tell of as many documents as were sent
     */
    static List<Item> read(byte[] json, int sent) throws IOException {
        BulkAnswer answer = new BulkAnswer();
        JsonLeaves.read(json, answer::take);
        if (answer.items.size() != sent) {
            throw new IOException(sent + " documents sent, " + answer.items.size() + " answered for");
        }
        return answer.items;
    }

    /** {@code items}, place, {@code index}, then the value's own name. */
    private void take(List<String> path, String value) throws IOException {
        if (path.size() < 4 || !path.get(0).equals("items")) {
            return;
        }
        int place = Integer.parseInt(path.get(1));
        if (place == items.size()) {
            items.add(new Item());
        }
        Item item = items.get(items.size() - 1);
        switch (path.get(path.size() - 1)) {
            case "status" -> item.status = number(value);
            case "type" -> item.type = value;
            case "reason" -> item.reason += (item.reason.isEmpty() ? "" : ", because ") + value;
            default -> {}
        }
    }

    private static int number(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("a status of " + ServerText.safe(text), e);
        }
    }
}
