package io.execparity.stream.elastic;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.config.Authorities;
import io.execparity.stream.SiteFile;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the search server is and how much it is asked at once.
 *
 * @param servers nodes of one cluster, {@code http} or {@code https}
 * @param authorization the value of the header of that name, as {@link Credentials} makes it, null for none; never
 *     printed, and sent without TLS to this machine only
 * @param authorities certificates that a server's own has to lead to, null for those that the JVM comes with
 * @param batchBytes how much is gathered before it is sent; one document that is longer goes alone
 * @param batchDocuments 1 to {@value #MOST_DOCUMENTS}
 * @param patience how long a server that is away or busy is waited for without any progress
 * @param retention when whoever writes begins new generations and deletes old ones, where the server does not know
 *     lifecycle policies; null for never
 */
public record ElasticSettings(
        List<URI> servers,
        @Nullable String authorization,
        @Nullable SiteFile authorities,
        int batchBytes,
        int batchDocuments,
        Duration patience,
        @Nullable Retention retention)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** A search answers no more at once. */
    static final int MOST_DOCUMENTS = 10_000;

    private static final Pattern OWN = Pattern.compile("localhost|\\[::1]|127(\\.[0-9]{1,3}){3}");
    private static final int USUAL_BYTES = 4 * 1024 * 1024;
    private static final int USUAL_DOCUMENTS = 1_000;
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);
    private static final Duration PERSONS_PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAGES_PATIENCE = Duration.ofSeconds(5);

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
            if (authorization != null && server.getScheme().equals("http") && !isOwn(server.getHost())) {
                throw new IllegalArgumentException(
                        "credentials would be readable on the way to " + server.getHost() + ": https is needed");
            }
        }
        if (authorities != null) {
            Authorities.context(authorities.name(), authorities.content());
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
        return of(servers, authorization, null);
    }

    /** As most sites want it that have authorities of their own. */
    public static ElasticSettings of(
            List<URI> servers, @Nullable String authorization, @Nullable SiteFile authorities) {
        return new ElasticSettings(
                servers, authorization, authorities, USUAL_BYTES, USUAL_DOCUMENTS, USUAL_PATIENCE, Retention.USUAL);
    }

    /** The same for somebody who sits before it and waits: less patience, and no housekeeping. */
    public ElasticSettings forPerson() {
        return new ElasticSettings(
                servers, authorization, authorities, batchBytes, batchDocuments, PERSONS_PATIENCE, null);
    }

    /** The same for a page, which says that there is no answer rather than keep somebody waiting. */
    public ElasticSettings forPages() {
        return new ElasticSettings(
                servers, authorization, authorities, batchBytes, batchDocuments, PAGES_PATIENCE, null);
    }

    private static boolean isOwn(String host) {
        return OWN.matcher(host).matches();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return servers + ", " + batchDocuments + " documents or " + batchBytes + " bytes at once, patience " + patience;
    }
}
