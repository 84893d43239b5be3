package io.execparity.alert.engine;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.notice.Notice;
import java.util.List;
import java.util.TreeSet;

/**
 * What a person would call one thing, as one receiver was told of it: one rule's findings of one severity about one subject
 * on one host, or a flood of one rule's. Kept as JSON of its fields.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Matter {
    /** More are not told apart; the count then says at least so many. */
    static final int MOST_HOSTS = 1_000;

    /** Its key among the receiver's matters. */
    final String key;

    final String id;
    final boolean flood;
    final long opened;

    AlertFacts facts;
    private final TreeSet<String> hosts = new TreeSet<>();
    private long count;
    private long untold;
    private long first;
    private long last;
    private int messages;
    /** The latest finding, and the next message, by this machine's clock. */
    private long seenAt;

    private long tellAt;
    private long interval;

    @JsonCreator
    Matter(
            @JsonProperty("key") String key,
            @JsonProperty("id") String id,
            @JsonProperty("flood") boolean flood,
            @JsonProperty("opened") long opened,
            @JsonProperty("facts") AlertFacts facts) {
        this.key = key;
        this.id = id;
        this.flood = flood;
        this.opened = opened;
        this.facts = facts;
    }

    /** Begins with nothing: its first finding is still to be added. */
    static Matter begin(String key, String id, boolean flood, AlertFacts facts, long now, long tellAt, long interval) {
        Matter begun = new Matter(key, id, flood, now, facts);
        begun.tellAt = tellAt;
        begun.interval = interval;
        begun.first = facts.time();
        begun.last = facts.time();
        return begun;
    }

    void add(AlertFacts finding, long now) {
        count++;
        untold++;
        first = Math.min(first, finding.time());
        last = Math.max(last, finding.time());
        seenAt = Math.max(seenAt, now);
        if (hosts.size() < MOST_HOSTS) {
            hosts.add(finding.host());
        }
        if (flood) {
            facts = finding;
        }
    }

    /** Findings that were to be told elsewhere: they are part of this flood, and no news of their own. */
    void addUntoldOf(Matter other) {
        count += other.untold;
        untold += other.untold;
        last = Math.max(last, other.last);
        seenAt = Math.max(seenAt, other.seenAt);
        hosts.addAll(other.hosts);
        facts = other.facts;
        other.untold = 0;
    }

    boolean isNew() {
        return messages == 0;
    }

    boolean hasUntold() {
        return untold > 0;
    }

    boolean isDue(long now) {
        return untold > 0 && now >= tellAt;
    }

    boolean isQuiet(long now, Pace pace) {
        return now - seenAt >= pace.quietMillis();
    }

    /** Tells what came since it was told last. */
    Notice tell(String route, long now, Pace pace) {
        Notice notice = notice(route, isNew() ? Notice.Kind.NEW : Notice.Kind.ONGOING, now, pace);
        interval = messages == 0 && !flood ? pace.intervalMillis() : Math.min(interval * 2, pace.longestMillis());
        tellAt = now + interval;
        messages++;
        untold = 0;
        return notice;
    }

    Notice over(String route, long now, Pace pace) {
        return notice(route, Notice.Kind.OVER, now, pace);
    }

    private Notice notice(String route, Notice.Kind kind, long now, Pace pace) {
        boolean shown = kind == Notice.Kind.NEW && !flood;
        return new Notice(
                route,
                id,
                kind,
                flood,
                messages + 1,
                facts,
                count,
                shown ? untold - 1 : untold,
                List.copyOf(hosts.stream().limit(Notice.MOST_HOSTS).toList()),
                hosts.size(),
                first,
                last,
                opened,
                now,
                kind == Notice.Kind.OVER ? now : seenAt + pace.quietMillis());
    }
}
