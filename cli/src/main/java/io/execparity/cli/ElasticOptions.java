package io.execparity.cli;

import io.execparity.stream.SiteFile;
import io.execparity.stream.elastic.Credentials;
import io.execparity.stream.elastic.ElasticSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the search server is and who asks it. No secret stands on a command line, where every user can read it. */
final class ElasticOptions {
    private static final String API_KEY = "EXECPARITY_ELASTICSEARCH_API_KEY";
    private static final String PASSWORD = "EXECPARITY_ELASTICSEARCH_PASSWORD";

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            arity = "1..*",
            description = "nodes of one Elasticsearch cluster, http or https")
    private List<URI> servers = List.of();

    @Option(
            names = "--elasticsearch-ca",
            paramLabel = "FILE",
            description = "certificates, one of which the server's own has to lead to (default: those of Java)")
    private @Nullable Path authorities;

    @Option(
            names = "--elasticsearch-api-key-file",
            paramLabel = "FILE",
            description = "a file with an API key; or it is in the variable " + API_KEY)
    private @Nullable Path apiKey;

    @Option(names = "--elasticsearch-user", paramLabel = "NAME", description = "a user, instead of an API key")
    private @Nullable String user;

    @Option(
            names = "--elasticsearch-password-file",
            paramLabel = "FILE",
            description = "a file with the user's password; or it is in the variable " + PASSWORD)
    private @Nullable Path password;

    /** Whether any of them is. */
    boolean isGiven() {
        return !servers.isEmpty() || authorities != null || apiKey != null || user != null || password != null;
    }

    /**
     * What the options say.
     *
     * @throws ParameterException of this command, for bad usage
     */
    ElasticSettings read(CommandLine command, Map<String, String> environment) throws IOException {
        if (servers.isEmpty()) {
            throw Console.badUsage(command, "--elasticsearch is needed");
        }
        try {
            SiteFile believed = authorities == null ? null : SiteFile.of(authorities);
            return ElasticSettings.of(servers, authorization(command, environment), believed)
                    .forPerson();
        } catch (IllegalArgumentException e) {
            throw Console.badUsage(command, e.getMessage());
        }
    }

    private @Nullable String authorization(CommandLine command, Map<String, String> environment) throws IOException {
        String key = secret(apiKey, environment.get(API_KEY));
        if (user == null) {
            if (password != null) {
                throw Console.badUsage(
                        command, "--elasticsearch-password-file is of use with --elasticsearch-user only");
            }
            return key == null ? null : Credentials.apiKey(key);
        }
        if (apiKey != null) {
            throw Console.badUsage(command, "either an API key or a user is needed, not both");
        }
        String secret = secret(password, environment.get(PASSWORD));
        if (secret == null) {
            throw Console.badUsage(command, "--elasticsearch-user needs --elasticsearch-password-file or " + PASSWORD);
        }
        return Credentials.basic(user, secret);
    }

    private static @Nullable String secret(@Nullable Path file, @Nullable String otherwise) throws IOException {
        return file == null ? otherwise : Credentials.read(file);
    }
}
