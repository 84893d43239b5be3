package io.execparity.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Questions to a provider: ten seconds for each, 256 KiB of answer, no redirects, none in the clear but to this machine. */
final class BoundedHttp implements HTTPRequestSender, ResourceRetriever {
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client;

    /**
     * @param authorities certificates as PEM that providers' have to lead to, in place of Java's
     * @throws IOException where these cannot be used
     */
    BoundedHttp(Optional<Path> authorities) throws IOException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER);
        if (authorities.isPresent()) {
            builder.sslContext(trusting(authorities.get()));
        }
        client = builder.build();
    }

    private static SSLContext trusting(Path authorities) throws IOException {
        try (InputStream in = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(Integer.toString(count++), certificate);
            }
            if (count == 0) {
                throw new IOException(authorities + " has no certificate");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(authorities + " has no certificates as PEM", e);
        }
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        HttpRequest.Builder asked = asking(request.getURI());
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> asked.header(name, value)));
        HttpRequest.BodyPublisher body = request.getBody() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(request.getBody());
        asked.method(request.getMethod() == HTTPRequest.Method.GET ? "GET" : "POST", body);
        HttpResponse<InputStream> answer = answer(asked.build());
        HTTPResponse told = new HTTPResponse(answer.statusCode());
        try {
            Optional<String> type = answer.headers().firstValue("Content-Type");
            if (type.isPresent()) {
                told.setContentType(type.get());
            }
        } catch (ParseException e) {
            throw new IOException("the provider's answer has no type", e);
        }
        told.setBody(body(answer));
        return told;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpResponse<InputStream> answer =
                answer(asking(URI.create(url.toString())).build());
        String body = body(answer);
        if (answer.statusCode() != 200) {
            throw new IOException(url + " answers " + answer.statusCode());
        }
        return new Resource(body, answer.headers().firstValue("Content-Type").orElse(null));
    }

    private static HttpRequest.Builder asking(URI address) throws IOException {
        if (!OpenIdSettings.isSafe(address)) {
            throw new IOException(address + " is neither https nor on this machine");
        }
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    private HttpResponse<InputStream> answer(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("told to stop", e);
        }
    }

    private static String body(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream in = answer.body()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(answer.uri() + " answers with more than " + MOST_BYTES + " bytes");
            }
            return new String(bytes, UTF_8);
        }
    }
}
