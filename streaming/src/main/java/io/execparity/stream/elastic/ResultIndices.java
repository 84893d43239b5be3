package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.execparity.stream.ResultKind;
import java.io.IOException;
import java.time.Duration;

/** Makes the indices, and begins new generations of them. All of it may be done again at any time. */
public final class ResultIndices {
    private final ElasticServer server;

    public ResultIndices(ElasticServer server) {
        this.server = requireNonNull(server, "server is null");
    }

    /**
     * Installs the templates, and the first generation of each index behind its alias where there is none.
     *
     * @return whether the server itself rolls over and deletes by {@code lifecycle-policy.json}; where it knows no such
     *     policies, settings with a {@link Retention} make whoever writes do so
     * @throws UnusableServerException where the server refuses
     */
    public boolean install() throws IOException {
        boolean lifecycle = installPolicy();
        for (ResultKind kind : ResultKind.values()) {
            String alias = ResultIndex.alias(kind);
            server.demand("PUT", "/_index_template/" + alias, ResultIndex.bytes(ResultIndex.template(kind, lifecycle)));
            if (server.askPatiently("HEAD", "/_alias/" + alias, new byte[0]).status() == 404) {
                createFirst(kind);
            } else {
                // An earlier build's generations learn what this one writes, or would refuse it.
                server.demand("PUT", "/" + alias + "/_mapping", ResultIndex.bytes(ResultIndex.mappings(kind)));
            }
        }
        return lifecycle;
    }

    private boolean installPolicy() throws IOException {
        byte[] policy = ResultIndex.bytes(ResultIndex.lifecyclePolicy());
        ElasticServer.Answer answer = server.askPatiently("PUT", "/_ilm/policy/execparity", policy);
        if (answer.agrees()) {
            return true;
        }
        String body = new String(answer.body(), UTF_8);
        if (answer.status() == 405 || body.contains("no handler found")) {
            return false;
        }
        throw new UnusableServerException("lifecycle policy: " + answer.told());
    }

    private void createFirst(ResultKind kind) throws IOException {
        String body = "{\"aliases\": {\"" + ResultIndex.alias(kind) + "\": {\"is_write_index\": true}}}";
        ElasticServer.Answer answer =
                server.askPatiently("PUT", "/" + ResultIndex.first(kind), ResultIndex.bytes(body));
        boolean byAnother = new String(answer.body(), UTF_8).contains("resource_already_exists_exception");
        if (!answer.agrees() && !byAnother) {
            throw new UnusableServerException("index " + ResultIndex.first(kind) + ": " + answer.told());
        }
    }

    /**
     * Begins a new generation where the present one is old or large enough. Writers take it up at their next flush.
     *
     * @param age of the present generation, whole seconds
     * @param documents 1 or more
     */
    public void rollOver(ResultKind kind, Duration age, long documents) throws IOException {
        String conditions =
                "{\"conditions\": {\"max_age\": \"" + age.toSeconds() + "s\", \"max_docs\": " + documents + "}}";
        server.demand("POST", "/" + ResultIndex.alias(kind) + "/_rollover", ResultIndex.bytes(conditions));
    }
}
