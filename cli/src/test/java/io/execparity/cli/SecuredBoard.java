package io.execparity.cli;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.dashboard.access.AccessSettings;
import io.execparity.dashboard.access.OpenIdSettings;
import io.execparity.dashboard.access.Role;
import io.execparity.dashboard.access.TokenFile;
import io.execparity.dashboard.server.Board;
import io.execparity.dashboard.server.BoardSettings;
import io.execparity.dashboard.server.Listening;
import io.execparity.dashboard.server.TlsFiles;
import io.execparity.dashboard.testing.Certificates;
import io.execparity.dashboard.testing.OpenIdProvider;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A dashboard over a few findings that asks who somebody is: {@code anna}, an analyst, and {@code vera}, a viewer. */
final class SecuredBoard implements AutoCloseable {
    static final int FINDINGS = 4;

    private final TokenFile.Fresh anna = TokenFile.fresh("anna", Role.ANALYST);
    private final TokenFile.Fresh vera = TokenFile.fresh("vera", Role.VIEWER);
    private final Path tokens;
    private final Path results;
    private final @Nullable Certificates certificates;
    private final Board board;
    private final HttpClient client;
    private final List<String> complaints = new ArrayList<>();

    private SecuredBoard(
            Path folder, @Nullable Certificates certificates, @Nullable OpenIdProvider provider, Duration session)
            throws Exception {
        this.certificates = certificates;
        results = Files.createDirectories(folder.resolve("results"));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < FINDINGS; i++) {
            lines.add(MadeUpResults.finding("parity-break", "/srv/job" + i + ".sh", i));
        }
        Files.write(results.resolve("findings.jsonl"), lines);
        for (String kind : List.of("executions", "checks", "suppressed")) {
            Files.createFile(results.resolve(kind + ".jsonl"));
        }
        tokens = Files.write(folder.resolve("tokens"), List.of(anna.line(), vera.line()));
        Listening loopback = Listening.onLoopback(0);
        BoardSettings settings = new BoardSettings(
                new Listening(
                        loopback.address(),
                        Optional.ofNullable(certificates).map(one -> new TlsFiles(one.certificate(), one.key())),
                        Optional.empty()),
                new AccessSettings(
                        Optional.of(tokens), Optional.ofNullable(provider).map(SecuredBoard::openId), session));
        AuditLogFiles none = AuditLogFiles.of(List.of(), InputStream.nullInputStream());
        board = ServeCommand.open(results, none, null, settings, sentence -> {
            synchronized (complaints) {
                complaints.add(sentence);
            }
        });
        HttpClient.Builder builder = HttpClient.newBuilder();
        if (certificates != null) {
            builder.sslContext(certificates.trusting());
        }
        client = builder.build();
    }

    /** Over TLS, with a provider of OpenID Connect besides. */
    static SecuredBoard overTls(Path folder, OpenIdProvider provider) throws Exception {
        return new SecuredBoard(
                folder, Certificates.make(folder, "board", "EC"), provider, AccessSettings.USUAL_SESSION);
    }

    /** In the clear, for this machine alone. */
    static SecuredBoard inTheClear(Path folder, Duration session) throws Exception {
        return new SecuredBoard(folder, null, null, session);
    }

    private static OpenIdSettings openId(OpenIdProvider provider) {
        return new OpenIdSettings(
                provider.issuer(),
                OpenIdProvider.CLIENT,
                OpenIdProvider.SECRET,
                List.of("profile"),
                "preferred_username",
                "realm_access.roles",
                Set.of("soc"),
                Set.of("audit"),
                Optional.empty());
    }

    String anna() {
        return anna.token();
    }

    String vera() {
        return vera.token();
    }

    /** Takes a token away from the file. */
    void forgetVera() throws Exception {
        Files.write(tokens, List.of(anna.line()));
    }

    Path tokens() {
        return tokens;
    }

    List<String> complaints() {
        synchronized (complaints) {
            return List.copyOf(complaints);
        }
    }

    Path activity() {
        return results.resolve("activity.jsonl");
    }

    String origin() {
        return (certificates == null ? "http" : "https") + "://localhost:" + board.port();
    }

    HttpRequest.Builder asking(String path) {
        return HttpRequest.newBuilder(URI.create(origin() + path));
    }

    HttpRequest.Builder writing(String path, String body) {
        return asking(path).header("X-ExecParity-Write", "1").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        board.close();
    }
}
