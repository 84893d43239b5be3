package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.collect.config.Authorities;
import io.execparity.stream.SiteFile;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.http.ContentTooLongException;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.entity.ContentType;
import org.apache.http.message.BasicHeader;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.HttpAsyncResponseConsumerFactory.HeapBufferedResponseConsumerFactory;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** One cluster, spoken to over whichever of its nodes answers. For any number of threads. */
public final class ElasticServer implements Closeable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 60_000;
    /** An answer to the longest batch takes about a third of it. */
    private static final int MOST_ANSWER_BYTES = 32 * 1024 * 1024;

    private static final int DEEPEST_CAUSE = 16;
    private static final RequestOptions OPTIONS = options();

    private final RestClient client;
    private final ElasticSettings settings;

    /**
     * What the server said, whether it agreed or not.
     *
     * @param status of HTTP
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, handed on and never changed
    record Answer(int status, byte[] body) {
        boolean agrees() {
            return status >= 200 && status < 300;
        }

        /** True where the same request may do later. */
        boolean isBusy() {
            return status == 429 || status >= 500;
        }

        /** Status and the beginning of the body, safe to show. */
        String told() {
            return "HTTP " + status + " " + ServerText.safe(new String(body, UTF_8));
        }
    }

    public ElasticServer(ElasticSettings settings) {
        this.settings = settings;
        RestClientBuilder builder = RestClient.builder(
                settings.servers().stream().map(ElasticServer::host).toArray(HttpHost[]::new));
        if (settings.authorization() != null) {
            builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", settings.authorization())});
        }
        SiteFile authorities = settings.authorities();
        if (authorities != null) {
            SSLContext context = Authorities.context(authorities.name(), authorities.content());
            builder.setHttpClientConfigCallback(client -> client.setSSLContext(context));
        }
        builder.setRequestConfigCallback(
                config -> config.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(ANSWER_MILLIS));
        this.client = builder.build();
    }

    private static HttpHost host(URI server) {
        return new HttpHost(server.getHost(), server.getPort(), server.getScheme());
    }

    private static RequestOptions options() {
        RequestOptions.Builder builder = RequestOptions.DEFAULT.toBuilder();
        builder.setHttpAsyncResponseConsumerFactory(new HeapBufferedResponseConsumerFactory(MOST_ANSWER_BYTES));
        return builder.build();
    }

    ElasticSettings settings() {
        return settings;
    }

    /**
     * Asks once.
     *
     * @param body JSON, or lines of it; empty for none
     * @throws IOException where no node answers at all
     */
    Answer ask(String method, String path, byte[] body) throws IOException {
        Request request = new Request(method, path);
        request.setOptions(OPTIONS);
        if (body.length > 0) {
            request.setEntity(new NByteArrayEntity(body, ContentType.APPLICATION_JSON));
        }
        try {
            return answer(client.performRequest(request));
        } catch (ResponseException e) {
            return answer(e.getResponse());
        }
    }

    private static Answer answer(Response response) throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
        return new Answer(response.getStatusLine().getStatusCode(), body);
    }

    /** Asks until the server has time for it, or patience is at its end. */
    Answer askPatiently(String method, String path, byte[] body) throws IOException {
        BackOff backOff = new BackOff(settings.patience(), RandomGenerator.getDefault());
        while (true) {
            IOException failure;
            try {
                Answer answer = ask(method, path, body);
                if (!answer.isBusy()) {
                    return answer;
                }
                failure = new BusyServerException(answer.told());
            } catch (ContentTooLongException e) {
                // It would be no shorter another time.
                throw e;
            } catch (IOException e) {
                checkBelieved(e);
                failure = e;
            }
            backOff.failed(failure);
        }
    }

    /**
     * Nothing, unless no connection came about because the server is not the one that was meant: asking again is of no
     * use.
     */
    static void checkBelieved(IOException failure) throws UnusableServerException {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof GeneralSecurityException || cause instanceof SSLPeerUnverifiedException) {
                throw new UnusableServerException(
                        "the server is not believed: " + ServerText.safe(String.valueOf(failure.getMessage())));
            }
            cause = cause.getCause();
        }
    }

    /**
     * Asks patiently for something to read.
     *
     * @param path of the address, as {@code /INDEX/_search}
     * @param body JSON
     * @return what the server answered, JSON
     * @throws ContentTooLongException for an answer that is longer than this process holds
     * @throws UnusableServerException where the server refuses
     */
    public byte[] read(String path, byte[] body) throws IOException {
        return demand("POST", path, body);
    }

    /**
     * Asks patiently for what the server has to agree to.
     *
     * @throws UnusableServerException where it does not
     */
    byte[] demand(String method, String path, byte[] body) throws IOException {
        Answer answer = askPatiently(method, path, body);
        if (!answer.agrees()) {
            throw new UnusableServerException(method + " " + path + ": " + answer.told());
        }
        return answer.body();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
