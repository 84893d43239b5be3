package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.stream.ResultKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The words by which the server knows the indices of one kind of result. */
final class ResultIndex {
    private static final String PREFIX = "execparity-";

    private ResultIndex() {}

    /** Whether new ones are begun: not of what has one document for each host, in its last form. */
    static boolean hasGenerations(ResultKind kind) {
        return kind != ResultKind.HOSTS;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Reads all generations, and names the one that new documents go to. */
    static String alias(ResultKind kind) {
        return PREFIX + kind.name().toLowerCase(Locale.ROOT);
    }

    /** The first generation; the server counts on from it. */
    static String first(ResultKind kind) {
        return alias(kind) + "-000001";
    }

    /** What a document of this kind may hold. What was suppressed is a finding with a reason. */
    static String mappings(ResultKind kind) {
        ResultKind described = kind == ResultKind.SUPPRESSED ? ResultKind.FINDINGS : kind;
        return resource(described.name().toLowerCase(Locale.ROOT) + ".mappings.json");
    }

    /**
     * The template that every generation is made from. No other index of these names comes into being because somebody
     * writes to it, as to a generation that was deleted meanwhile.
     *
     * @param lifecycle whether the server knows lifecycle policies, and may be told of one
     */
    static String template(ResultKind kind, boolean lifecycle) {
        String policy = lifecycle && hasGenerations(kind)
                ? "\"index.lifecycle.name\": \"execparity\", \"index.lifecycle.rollover_alias\": \"" + alias(kind)
                        + "\", "
                : "";
        return "{\"index_patterns\": [\"" + alias(kind) + "-*\"], \"priority\": 200, \"version\": 3, "
                + "\"allow_auto_create\": false, \"template\": {"
                + "\"settings\": {" + policy
                + "\"index.number_of_shards\": 1, \"index.auto_expand_replicas\": \"0-1\"}, \"mappings\": "
                + mappings(kind) + "}}";
    }

    /** Rollover and retention, for servers that know of such. */
    static String lifecyclePolicy() {
        return resource("lifecycle-policy.json");
    }

    private static String resource(String name) {
        try (InputStream in = ResultIndex.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not beside " + ResultIndex.class);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
