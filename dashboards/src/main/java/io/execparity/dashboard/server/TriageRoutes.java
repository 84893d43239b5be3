package io.execparity.dashboard.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.store.StoreException;
import io.execparity.dashboard.triage.ActivityEntry;
import io.execparity.dashboard.triage.ActivityEntry.State;
import io.execparity.dashboard.triage.KeptSuppression;
import io.execparity.dashboard.triage.Triage;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What people say of findings, and what they said. */
final class TriageRoutes {
    private static final Set<String> STATUSES = Set.of("open", "acknowledged", "closed");
    private static final Set<String> RESOLUTIONS = Set.of("fixed", "expected", "false positive", "duplicate");
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_REASON = 900;
    private static final int MOST_ENTRIES = 200;

    private final ResultStore store;
    private final Triage triage;
    private final Clock clock;
    private final LiveEvents live;

    TriageRoutes(ResultStore store, Triage triage, Clock clock, LiveEvents live) {
        this.store = store;
        this.triage = triage;
        this.clock = clock;
        this.live = live;
    }

    /** Answers a writing request by what was done. */
    private interface Deed {
        ActivityEntry of(String who, JsonNode body) throws IOException;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/activity", this::activity);
        routes.get("/api/v1/activity/export.jsonl", this::export);
        routes.post("/api/v1/triage/mark", context -> does(context, this::mark), Needs.ANALYST);
        routes.post("/api/v1/triage/suppress", context -> does(context, this::suppress), Needs.ANALYST);
        routes.get("/api/v1/suppressions", this::suppressions);
        routes.post("/api/v1/triage/end", context -> does(context, this::end), Needs.ANALYST);
        routes.post("/api/v1/triage/undo", this::undo, Needs.ANALYST);
        routes.post("/api/v1/triage/preview", this::preview, Needs.ANALYST);
    }

    private void undo(Context context) {
        does(context, (who, body) -> triage.undo(who, RequestBody.text(body, "entry")));
    }

    private void does(Context context, Deed deed) {
        try {
            ActivityEntry entry = deed.of(Gate.person(context).name(), RequestBody.of(context));
            live.changed("triage");
            context.json(Map.of("entry", summary(entry)));
        } catch (IllegalArgumentException e) {
            throw new BadQuestionException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new StoreException("what was done cannot be written", e);
        }
    }

    private ActivityEntry mark(String who, JsonNode body) throws IOException {
        String status = RequestBody.text(body, "status");
        if (!STATUSES.contains(status)) {
            throw new BadQuestionException("status is " + status + ", not open, acknowledged, closed");
        }
        String resolution = body.path("resolution").asText("");
        if (status.equals("closed") != RESOLUTIONS.contains(resolution)) {
            throw new BadQuestionException("what is closed, and nothing else, has a resolution: fixed, expected,"
                    + " false positive or duplicate");
        }
        String owner = body.path("owner").asText("").strip();
        if (owner.length() > LONGEST_NAME) {
            throw new BadQuestionException("owner has more than " + LONGEST_NAME + " characters");
        }
        State after = new State(status, owner);
        String words = resolution.isEmpty() ? status : status + ": " + resolution;
        if (body.has("filter")) {
            String query = body.path("filter").asText();
            long expected = body.path("expected").asLong(-1);
            return triage.markAll(
                    who, Question.of(parameters(query), clock, Set.of()).filter(), query, expected, after, words);
        }
        List<String> ids = new ArrayList<>();
        body.path("ids").forEach(id -> ids.add(id.asText()));
        if (ids.isEmpty() || ids.size() > ResultStore.MOST) {
            throw new BadQuestionException("ids has to name 1 to " + ResultStore.MOST + " findings");
        }
        return triage.mark(who, ids, after, words);
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                parameters
                        .computeIfAbsent(decoded(parts[0]), key -> new ArrayList<>())
                        .add(parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void preview(Context context) {
        JsonNode body = RequestBody.of(context);
        try {
            context.json(triage.preview(finding(body), RequestBody.text(body, "scope"), days(body)));
        } catch (IllegalArgumentException e) {
            throw new BadQuestionException(String.valueOf(e.getMessage()));
        }
    }

    private ActivityEntry suppress(String who, JsonNode body) throws IOException {
        String reason = RequestBody.text(body, "reason") + ": " + RequestBody.text(body, "comment");
        if (reason.length() > LONGEST_REASON) {
            throw new BadQuestionException("reason and comment have more than " + LONGEST_REASON + " characters");
        }
        if (!body.path("expected").isIntegralNumber()) {
            throw new BadQuestionException("expected is missing: how many the preview said would be hidden");
        }
        return triage.suppress(
                who,
                finding(body),
                RequestBody.text(body, "scope"),
                reason,
                days(body),
                body.path("expected").asLong());
    }

    private ActivityEntry end(String who, JsonNode body) throws IOException {
        String comment = RequestBody.text(body, "comment");
        if (comment.length() > LONGEST_REASON) {
            throw new BadQuestionException("comment has more than " + LONGEST_REASON + " characters");
        }
        return triage.end(who, RequestBody.text(body, "suppression"), comment);
    }

    /** Those that hold first, as many as a page can want; the total says how many there are. */
    private void suppressions(Context context) {
        Instant now = clock.instant();
        List<KeptSuppression> all = triage.suppressions();
        context.json(Map.of(
                "now",
                now.toEpochMilli(),
                "total",
                all.size(),
                "rows",
                all.stream()
                        .sorted(Comparator.comparing(one -> !one.state(now).equals("active")))
                        .limit(MOST_ENTRIES)
                        .map(one -> told(one, now))
                        .toList()));
    }

    private static Map<String, Object> told(KeptSuppression one, Instant now) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", one.id());
        told.put("state", one.state(now));
        told.put("rule", one.rule());
        told.put("host", one.host());
        told.put("file", one.file());
        told.put("reason", one.reason());
        told.put("owner", one.owner());
        told.put("created", one.created().toString());
        told.put("expires", one.expires().toString());
        told.put("ended", one.ended().map(Instant::toString).orElse(""));
        return told;
    }

    private Row finding(JsonNode body) {
        return store.row(Results.FINDINGS, RequestBody.text(body, "finding"))
                .orElseThrow(() -> new NotFoundResponse("no such finding; it may belong to another run"));
    }

    private static int days(JsonNode body) {
        return body.path("days").asInt(0);
    }

    private void activity(Context context) {
        String finding = context.queryParamAsClass("finding", String.class).getOrDefault("");
        List<ActivityEntry> all = triage.activity();
        // The end of what hid a finding belongs to it as well.
        Set<String> suppressions = all.stream()
                .filter(entry -> isAbout(entry, finding))
                .map(ActivityEntry::suppression)
                .filter(suppression -> !suppression.isEmpty())
                .collect(Collectors.toSet());
        context.json(Map.of(
                "entries",
                all.stream()
                        .filter(entry -> finding.isEmpty()
                                || isAbout(entry, finding)
                                || suppressions.contains(entry.suppression()))
                        .limit(MOST_ENTRIES)
                        .map(TriageRoutes::summary)
                        .toList()));
    }

    private static boolean isAbout(ActivityEntry entry, String finding) {
        return entry.changes().stream().anyMatch(change -> change.finding().equals(finding));
    }

    /** An entry with how many findings it changed, and the first of them. */
    private static Map<String, Object> summary(ActivityEntry entry) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", entry.id());
        told.put("at", entry.at());
        told.put("who", entry.who());
        told.put("action", entry.action());
        told.put("words", entry.words());
        told.put("filter", entry.filter());
        told.put("count", entry.changes().size());
        told.put("changes", entry.changes().stream().limit(20).toList());
        return told;
    }

    private void export(Context context) throws IOException {
        context.contentType("application/x-ndjson");
        context.header("Content-Disposition", "attachment; filename=\"activity.jsonl\"");
        if (Files.exists(triage.file())) {
            context.result(Files.newInputStream(triage.file()));
        } else {
            context.result("");
        }
    }
}
