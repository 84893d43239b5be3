package io.execparity.stream.elastic;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the search server is and how much it is asked at once.
 *
 * @param servers nodes of one cluster, {@code http} or {@code https}; the latter are believed by the JVM's own trust
 *     store
 * @param authorization the value of the header of that name, null for none; never printed
 * @param batchBytes how much is gathered before it is sent; one document that is longer goes alone
 * @param batchDocuments 1 to {@value #MOST_DOCUMENTS}
 * @param patience how long a server that is away or busy is waited for without any progress
 */
public record ElasticSettings(
        List<URI> servers, @Nullable String authorization, int batchBytes, int batchDocuments, Duration patience)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** A search answers no more at once. */
    static final int MOST_DOCUMENTS = 10_000;

    private static final int USUAL_BYTES = 4 * 1024 * 1024;
    private static final int USUAL_DOCUMENTS = 1_000;
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);

    public ElasticSettings {
        servers = List.copyOf(servers);
        requireNonNull(patience, "patience is null");
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no server");
        }
        for (URI server : servers) {
            boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
            if (!http || server.getHost() == null || server.getUserInfo() != null) {
                // Not told in full, for what stands before an @ is a password.
                throw new IllegalArgumentException("no http or https address without a user: host " + server.getHost());
            }
        }
        if (batchBytes < 1 || batchDocuments < 1 || batchDocuments > MOST_DOCUMENTS) {
            throw new IllegalArgumentException("batches of " + batchBytes + " bytes, " + batchDocuments + " documents");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience of " + patience);
        }
    }

    /** As most sites want it. */
    public static ElasticSettings of(List<URI> servers, @Nullable String authorization) {
        return new ElasticSettings(servers, authorization, USUAL_BYTES, USUAL_DOCUMENTS, USUAL_PATIENCE);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return servers + ", " + batchDocuments + " documents or " + batchBytes + " bytes at once, patience " + patience;
    }
}
