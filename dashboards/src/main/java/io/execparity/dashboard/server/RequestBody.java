package io.execparity.dashboard.server;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** What a writing request says. */
final class RequestBody {
    private static final JsonMapper JSON = new JsonMapper();

    private RequestBody() {}

    /** @throws BadQuestionException for what is no JSON object */
    static JsonNode of(Context context) {
        try {
            JsonNode body = JSON.readTree(context.body());
            if (body != null && body.isObject()) {
                return body;
            }
            throw new BadQuestionException("the body is no JSON object");
        } catch (JsonProcessingException e) {
            throw new BadQuestionException("the body is no JSON" + place(e.getLocation()));
        }
    }

    /** The parser's own words would tell of its source and its classes, too. */
    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** @throws BadQuestionException where it is missing or blank */
    static String text(JsonNode body, String name) {
        String text = body.path(name).asText("").strip();
        if (text.isEmpty()) {
            throw new BadQuestionException(name + " is missing");
        }
        return text;
    }
}
