package io.execparity.alert.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.execparity.stream.elastic.TlsFront;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of posts over HTTPS, which answers as a test has it. */
public final class WebServer implements AutoCloseable {
    /** For a reply: the connection ends instead, and nobody knows what was taken. */
    public static final int NO_ANSWER = 0;

    private final HttpServer server;
    private final TlsFront front;
    private final Path certificate;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Post> posts = new ArrayList<>();
    private final Deque<Reply> replies = new ArrayDeque<>();

    /** What somebody posted, with the code that it got. Names of headers are in small letters. */
    public record Post(String path, Map<String, String> headers, String body, int code) {}

    /** How one post is answered. */
    public record Reply(int code, Map<String, String> headers, long afterMillis) {}

    private WebServer(HttpServer server, TlsFront front, Path certificate) {
        this.server = server;
        this.front = front;
        this.certificate = certificate;
    }

    /**
     * Begins to listen.
     *
     * @param folder for its key and certificate
     */
    public static WebServer start(Path folder) throws Exception {
        Path store = folder.resolve("web.p12");
        Path certificate = folder.resolve("web.pem");
        Files.write(certificate, TlsFront.makeKey(store, "ip:127.0.0.1"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        WebServer started =
                new WebServer(server, TlsFront.listen(store, server.getAddress().getPort()), certificate);
        server.setExecutor(started.threads);
        server.createContext("/", started::take);
        server.start();
        return started;
    }

    /** Over TLS. */
    public URI address() {
        return front.address();
    }

    /** Whom clients have to believe. */
    public Path certificate() {
        return certificate;
    }

    /** Answers one post so, after those that were said before; all others get 200. */
    public synchronized void reply(int code, Map<String, String> headers, long afterMillis) {
        replies.add(new Reply(code, headers, afterMillis));
    }

    /** Begins anew, for another test. */
    public synchronized void forget() {
        posts.clear();
        replies.clear();
    }

    public synchronized List<Post> posts() {
        return List.copyOf(posts);
    }

    /** Those that were answered with 200. */
    public synchronized List<Post> taken() {
        return posts.stream().filter(post -> post.code() == 200).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
            Reply reply;
            synchronized (this) {
                Reply next = replies.poll();
                reply = next == null ? new Reply(200, Map.of(), 0) : next;
                posts.add(new Post(exchange.getRequestURI().getPath(), headers, body, reply.code()));
            }
            if (reply.afterMillis() > 0) {
                Thread.sleep(reply.afterMillis());
            }
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            if (reply.code() != NO_ANSWER) {
                exchange.sendResponseHeaders(reply.code(), -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            front.close();
        } catch (IOException e) {
            // It is over in any case.
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
