package io.execparity.stream.live;

import io.execparity.collect.config.Secrets;
import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.stream.SiteFile;
import io.execparity.stream.elastic.Credentials;
import io.execparity.stream.elastic.ElasticSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file says under {@code elasticsearch}: where the search server is and as whom it is asked. */
public final class ElasticKeys {
    private static final List<String> KEYS = List.of("servers", "authorities", "api-key", "user", "password");

    private final Secrets secrets;

    public ElasticKeys(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * What the keys under it say.
     *
     * @throws InvalidCatalogueException with the place in the file, for anything it should not say; no secret is in it
     */
    public ElasticSettings read(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(KEYS);
        List<URI> servers = new ArrayList<>();
        for (CatalogueNode item : node.require("servers").items()) {
            try {
                servers.add(URI.create(item.text()));
            } catch (IllegalArgumentException e) {
                throw item.wrong("no address of a server");
            }
        }
        String authorization = authorization(node);
        SiteFile authorities = node.find("authorities").isPresent() ? file(node.require("authorities")) : null;
        try {
            return ElasticSettings.of(servers, authorization, authorities);
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String authorization(CatalogueNode node) throws InvalidCatalogueException {
        boolean user = node.find("user").isPresent();
        if (user != node.find("password").isPresent()) {
            throw node.wrong("'user' and 'password' need each other");
        }
        if (user && node.find("api-key").isPresent()) {
            throw node.wrong("either an API key or a user is needed, not both");
        }
        try {
            if (user) {
                return Credentials.basic(node.require("user").text(), secret(node.require("password")));
            }
            return node.find("api-key").isPresent() ? Credentials.apiKey(secret(node.require("api-key"))) : null;
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    private String secret(CatalogueNode node) throws InvalidCatalogueException {
        if (!Secrets.isReferred(node.text())) {
            throw node.wrong("a secret must not stand here; write ${file:/path} or ${env:NAME}");
        }
        return secrets.resolve(node, false);
    }

    private static SiteFile file(CatalogueNode node) throws InvalidCatalogueException {
        try {
            return SiteFile.of(Path.of(node.text()));
        } catch (IOException | InvalidPathException e) {
            throw node.wrong("'" + node.text() + "' cannot be read");
        }
    }
}
