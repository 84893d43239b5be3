package io.execparity.dashboard.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is no request or too large for one, which no route gets to see: in the form and with the headers that all
 * other refusals have, not with Jetty's own page.
 */
final class UnreadRequests extends ErrorHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Safety safety;

    UnreadRequests(Safety safety) {
        this.safety = safety;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        safety.addHeaders((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        String words = message == null || message.isEmpty() ? HttpStatus.getMessage(code) : message;
        Content.Sink.write(response, true, body(words), callback);
    }

    private static String body(String words) {
        try {
            return JSON.writeValueAsString(
                    Map.of("error", words, "request", UUID.randomUUID().toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
