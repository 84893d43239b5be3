package io.execparity.alert.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One address that takes JSON. Certificates are verified, redirects are not followed, and what an answer says
 * is not kept.
 */
public final class HttpEndpoint {
    private static final long MOST_MILLIS_TO_WAIT = 3_600_000;

    private final URI address;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * @param context whom to believe, empty for the JDK's own list of authorities
     * @param timeout for a connection, and for an answer
     */
    public HttpEndpoint(URI address, Optional<SSLContext> context, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        context.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /**
     * Posts a body.
     *
     * @param headers beside its type
     * @throws IOException where there was no answer
     */
    public Answer post(String json, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "ExecParity")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.getBytes(UTF_8)));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<Void>> exchange =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        try {
            // The request's own time ends with the first bytes; an answer without an end would go on.
            return answer(exchange.get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new IOException(words(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + 2 * timeout.toSeconds() + " s", e);
        } finally {
            exchange.cancel(true);
        }
    }

    /** Without the address, which may be a secret. */
    private static String words(@Nullable Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof ConnectException) {
            return "no connection";
        }
        return cause instanceof SSLException
                ? "no trusted connection: " + cause.getMessage()
                : cause == null ? "no answer" : cause.getClass().getSimpleName();
    }

    /** A receiver's word on this very message is final; all else may be a mistake that somebody mends. */
    private static Answer answer(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return Answer.TAKEN;
        }
        String why = "it answered " + status;
        boolean never = status == 400 || status == 413 || status == 422;
        return new Answer(
                never ? Answer.Outcome.NEVER : Answer.Outcome.LATER,
                why,
                response.headers()
                        .firstValue("Retry-After")
                        .map(HttpEndpoint::millis)
                        .orElse(0L));
    }

    /** RFC 9110, 10.2.3: seconds, or a date. What is neither says nothing. */
    private static long millis(String retryAfter) {
        long millis;
        try {
            if (retryAfter.matches("[0-9]{1,9}")) {
                millis = Long.parseLong(retryAfter) * 1_000;
            } else {
                ZonedDateTime until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME);
                millis = Duration.between(ZonedDateTime.now(until.getZone()), until)
                        .toMillis();
            }
        } catch (DateTimeException e) {
            millis = 0;
        }
        return Math.max(0, Math.min(millis, MOST_MILLIS_TO_WAIT));
    }
}
