package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.execparity.cli.ServedCorpus.Shelf;
import io.execparity.dashboard.access.AccessSettings;
import io.execparity.dashboard.access.OpenIdSettings;
import io.execparity.dashboard.access.Role;
import io.execparity.dashboard.access.TokenFile;
import io.execparity.dashboard.server.BoardSettings;
import io.execparity.dashboard.server.Listening;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The API's description and the API are the same, both ways: addresses, keys, answers and refusals. */
@ParameterizedClass
@EnumSource(Shelf.class)
final class ApiDescriptionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final TokenFile.Fresh ANALYST = TokenFile.fresh("anna", Role.ANALYST);
    private static final TokenFile.Fresh VIEWER = TokenFile.fresh("vera", Role.VIEWER);

    /** A value for each key of a query, where not any word will do. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("from", "2026-11-22T00:00Z"),
            Map.entry("to", "2026-11-23T00:00Z"),
            Map.entry("range", "24h"),
            Map.entry("sort", "oldest"),
            Map.entry("limit", "5"),
            Map.entry("by", "host"),
            Map.entry("bins", "10"),
            Map.entry("state", "silent"),
            Map.entry("pid", "1"),
            Map.entry("parent", "1"),
            Map.entry("tz", "host"),
            Map.entry("switch", "memfd-noexec=2"));

    @TempDir
    private static Path folder;

    @Parameter
    Shelf shelf;

    private static ServedCorpus served;
    private static JsonNode description;

    @BeforeParameterizedClassInvocation
    static void start(Shelf shelf) throws Exception {
        Path tokens = Files.write(folder.resolve("tokens-" + shelf), List.of(ANALYST.line(), VIEWER.line()));
        // Nobody answers there, which is one of the answers that are described.
        OpenIdSettings openId = new OpenIdSettings(
                URI.create("http://127.0.0.1:1"),
                "board",
                "",
                List.of(),
                "sub",
                "groups",
                Set.of("soc"),
                Set.of(),
                Optional.empty());
        BoardSettings settings = new BoardSettings(
                Listening.onLoopback(0),
                new AccessSettings(Optional.of(tokens), Optional.of(openId), AccessSettings.USUAL_SESSION));
        served = ServedCorpus.in(folder, shelf, List.of(), List.of(), settings);
        description = JSON.readTree(get("/api/v1/openapi.json").body());
    }

    @AfterParameterizedClassInvocation
    static void stop() throws IOException {
        served.close();
    }

    private static HttpRequest.Builder asking(String address, TokenFile.Fresh who) {
        return HttpRequest.newBuilder(served.uri(address))
                .header("X-ExecParity-Write", "1")
                .header("Authorization", "Bearer " + who.token());
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return served.send(asking(address, VIEWER).build());
    }

    private static HttpResponse<String> post(String address, String body, TokenFile.Fresh who) throws Exception {
        return served.send(asking(address, who)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode first(String query) throws Exception {
        return JSON.readTree(get("/api/v1/findings?limit=1&" + query).body()).at("/rows/0");
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? description.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The answer has a status that is described, is of its type, and as its schema says. */
    private static void assertDescribed(String method, String path, HttpResponse<String> response) throws Exception {
        String what = method + " " + response.uri() + " " + response.statusCode();
        JsonNode responses = description.path("paths").path(path).path(method).path("responses");
        String status = Integer.toString(response.statusCode());
        JsonNode told =
                resolved(responses.has(status) ? responses.path(status) : responses.path(status.charAt(0) + "XX"));
        assertThat(told.isMissingNode()).as(what).isFalse();
        if (!told.has("content")) {
            return;
        }
        String type = told.path("content").fieldNames().next();
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .as(what)
                .startsWith(type);
        JsonNode schema = told.path("content").path(type).path("schema");
        if (schema.isMissingNode()) {
            return;
        }
        ObjectNode whole = JSON.createObjectNode();
        whole.set("$ref", schema.path("$ref"));
        whole.set("components", description.path("components"));
        assertThat(SCHEMAS.getSchema(whole.toString()).validate(response.body(), InputFormat.JSON))
                .as(what)
                .isEmpty();
    }

    private static List<String> reading() {
        List<String> paths = new ArrayList<>();
        description.path("paths").properties().stream()
                .filter(path -> path.getValue().has("get") && !path.getKey().endsWith("/live"))
                .forEach(path -> paths.add(path.getKey()));
        return paths;
    }

    /** An address of something that there is. */
    private static String sample(String path) throws Exception {
        if (path.endsWith("{boot}")) {
            return path.replace("{host}", "lab-host").replace("{boot}", ServedCorpus.BOOT);
        }
        if (path.endsWith("{host}")) {
            return path.replace("{host}", "lab-host");
        }
        if (!path.contains("{id}")) {
            return path;
        }
        JsonNode finding = first("rule=parity-break");
        String kind = path.split("/")[3];
        String id = switch (kind) {
            case "files" -> finding.at("/board/file").asText();
            case "processes" -> finding.at("/process/entity_id").asText();
            case "findings" -> finding.at("/board/id").asText();
            default ->
                JSON.readTree(get("/api/v1/" + kind + "?limit=1").body())
                        .at("/rows/0/board/id")
                        .asText();
        };
        return path.replace("{id}", id);
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedRouteIsThere() {
        Set<String> described = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(served.routes()).isEqualTo(described);
    }

    @Test
    void everyAnswerIsAsItsSchemaSaysWithEveryKeyThatIsDescribed() throws Exception {
        for (String path : reading()) {
            JsonNode parameters = description.path("paths").path(path).at("/get/parameters");
            String cursor = JSON.readTree(get("/api/v1/executions?limit=1").body())
                    .path("next")
                    .asText();
            StringBuilder every = new StringBuilder();
            boolean counts = false;
            for (JsonNode reference : parameters) {
                JsonNode parameter = resolved(reference);
                String name = parameter.path("name").asText();
                if (parameter.path("in").asText().equals("query")) {
                    String value = name.equals("after") ? cursor : value(name, parameter);
                    every.append(every.isEmpty() ? "?" : "&")
                            .append(name)
                            .append('=')
                            .append(encoded(value));
                }
                counts |= name.equals("by");
            }
            String address = sample(path);
            assertDescribed("get", path, get(address + (counts ? "?by=host&by=rule" : "")));
            HttpResponse<String> filtered = get(address + every);
            if (!path.startsWith("/login")) {
                assertThat(filtered.statusCode()).as(address + every).isEqualTo(200);
            }
            assertDescribed("get", path, filtered);
        }
        assertThat(reading()).hasSizeGreaterThan(30);
    }

    /** One that the parameter takes. */
    private static String value(String name, JsonNode parameter) {
        return VALUES.getOrDefault(name, parameter.at("/schema/items/enum/0").asText("x"));
    }

    /** An address of nothing. */
    private static String withNames(String path) {
        return path.replaceAll("\\{[a-z]+}", "none");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Test
    void everyRefusalIsAsItsSchemaSays() throws Exception {
        for (String path : reading()) {
            boolean filters = description
                    .path("paths")
                    .path(path)
                    .at("/get/parameters")
                    .toString()
                    .contains("/severity");
            if (filters) {
                HttpResponse<String> unknown = get(path + "?colour=red&by=host");
                assertThat(unknown.statusCode()).as(path).isEqualTo(400);
                assertDescribed("get", path, unknown);
            }
            if (path.contains("{")) {
                assertDescribed("get", path, get(withNames(path)));
            }
            if (!description.path("paths").path(path).path("get").has("security") && !path.startsWith("/login")) {
                HttpResponse<String> nobody = served.get(withNames(path));
                assertThat(nobody.statusCode()).as(path).isEqualTo(401);
                assertDescribed("get", path, nobody);
            }
        }
        for (String deed : List.of("mark", "preview", "suppress", "end", "undo")) {
            String path = "/api/v1/triage/" + deed;
            for (HttpResponse<String> refused : List.of(
                    post(path, "[]", ANALYST),
                    post(path, "{}", VIEWER),
                    served.post(path, "{}"),
                    post(
                            path,
                            "{\"finding\":\"none\",\"scope\":\"identity\",\"reason\":\"a\",\"comment\":\"b\","
                                    + "\"expected\":0,\"entry\":\"none\",\"suppression\":\"none\",\"status\":\"open\",\"ids\":[\"none\"]}",
                            ANALYST))) {
                assertThat(refused.statusCode()).as(path).isBetween(400, 499);
                assertDescribed("post", path, refused);
            }
        }
    }

    @Test
    void whatIsWrittenIsAnsweredAsItsSchemaSays() throws Exception {
        // Given
        String id = first("rule=fileless-exec").at("/board/id").asText();
        String one = first("rule=parity-break").at("/board/id").asText();
        String scope = "{\"finding\":\"" + id + "\",\"scope\":\"digest\",\"days\":7";

        // When
        HttpResponse<String> marked =
                post("/api/v1/triage/mark", "{\"ids\":[\"" + one + "\"],\"status\":\"acknowledged\"}", ANALYST);
        HttpResponse<String> preview = post("/api/v1/triage/preview", scope + "}", ANALYST);
        String hides = JSON.readTree(preview.body()).path("hides").asText();
        HttpResponse<String> suppressed = post(
                "/api/v1/triage/suppress",
                scope + ",\"reason\":\"test\",\"comment\":\"x\",\"expected\":" + hides + "}",
                ANALYST);
        String suppression = JSON.readTree(get("/api/v1/suppressions").body())
                .at("/rows/0/id")
                .asText();
        HttpResponse<String> ended =
                post("/api/v1/triage/end", "{\"suppression\":\"" + suppression + "\",\"comment\":\"x\"}", ANALYST);
        String entry = JSON.readTree(ended.body()).at("/entry/id").asText();
        HttpResponse<String> undone = post("/api/v1/triage/undo", "{\"entry\":\"" + entry + "\"}", ANALYST);

        // Then
        Map<String, HttpResponse<String>> answers =
                Map.of("mark", marked, "preview", preview, "suppress", suppressed, "end", ended, "undo", undone);
        for (Map.Entry<String, HttpResponse<String>> answer : answers.entrySet()) {
            assertThat(answer.getValue().statusCode())
                    .as(answer.getValue().body())
                    .isEqualTo(200);
            assertDescribed("post", "/api/v1/triage/" + answer.getKey(), answer.getValue());
        }
        assertDescribed("get", "/api/v1/activity", get("/api/v1/activity"));
        assertDescribed("get", "/api/v1/suppressions", get("/api/v1/suppressions"));
        String session = "/api/v1/session";
        assertDescribed("post", session, post(session, "{\"token\":\"" + VIEWER.token() + "\"}", VIEWER));
        assertDescribed("post", session, post(session, "{\"token\":\"wrong\"}", VIEWER));
        assertDescribed(
                "delete", session, served.send(asking(session, VIEWER).DELETE().build()));
    }

    @Test
    void liveEventsAreAStream() throws Exception {
        HttpResponse<InputStream> live = HttpClient.newHttpClient()
                .send(
                        asking("/api/v1/live", VIEWER)
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = live.body()) {
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(live.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            assertThat(new String(in.readNBytes(12), StandardCharsets.UTF_8)).isEqualTo("event: hello");
        }
    }
}
