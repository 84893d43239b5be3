package io.execparity.stream;

import io.execparity.collect.parse.Rejected;
import io.execparity.schema.codec.CheckJson;
import io.execparity.schema.codec.ExecutionJson;
import io.execparity.schema.codec.FindingJson;
import io.execparity.schema.codec.HostJson;
import io.execparity.schema.codec.KeyedLine;
import io.execparity.schema.codec.MemfdJson;
import io.execparity.schema.codec.RejectedJson;
import io.execparity.schema.codec.SortKey;
import io.execparity.schema.codec.SuppressedJson;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.schema.message.HostRecord;
import io.execparity.schema.record.Origin;
import io.execparity.schema.text.Bytes;
import java.util.Locale;

/**
 * Makes every result the line that it is written as. The same result gives the same bytes wherever it is made. An
 * encoder reuses its buffers: one for each thread.
 */
public final class ResultEncoder {
    private static final int MOST_TOLD = 500;

    private final FindingJson findings = new FindingJson();
    private final ExecutionJson executions = new ExecutionJson();
    private final CheckJson checks = new CheckJson();
    private final MemfdJson memfds = new MemfdJson();
    private final SuppressedJson suppressed = new SuppressedJson();
    private final HostJson hosts = new HostJson();
    private final RejectedJson rejected = new RejectedJson();

    public EncodedResult finding(Finding finding) {
        return encoded(ResultKind.FINDINGS, SortKey.of(finding), findings.line(finding));
    }

    public EncodedResult execution(Execution execution) {
        return encoded(ResultKind.EXECUTIONS, SortKey.of(execution), executions.line(execution));
    }

    public EncodedResult check(Check check) {
        return encoded(ResultKind.CHECKS, SortKey.of(check), checks.line(check));
    }

    public EncodedResult memfd(MemfdCall call) {
        return encoded(ResultKind.MEMFDS, SortKey.of(call), memfds.line(call));
    }

    public EncodedResult suppressed(SuppressedFinding held) {
        return encoded(ResultKind.SUPPRESSED, SortKey.of(held.finding()), suppressed.line(held));
    }

    /** What is known of a host, which takes the place of what was known before. */
    public EncodedResult host(HostRecord host) {
        return encoded(ResultKind.HOSTS, new SortKey(0, host.host(), 0, 0, "host"), hosts.line(host));
    }

    /** A line that is no audit record. */
    public EncodedResult rejected(Rejected line) {
        byte[] json = rejected.line(
                line.origin(),
                line.reason().name().toLowerCase(Locale.ROOT),
                line.reason().sentence(),
                line.line(),
                line.length());
        return encoded(ResultKind.REJECTED, SortKey.of(line.origin()), json);
    }

    /**
     * A record that is none of what its topic is for.
     *
     * @param reason a word that rejections are counted by
     * @param explanation one sentence, safe to show
     */
    public EncodedResult refused(Origin origin, String reason, String explanation, byte[] content) {
        String told = explanation.length() <= MOST_TOLD ? explanation : explanation.substring(0, MOST_TOLD) + "…";
        byte[] json = rejected.line(origin, reason, told, Bytes.view(content), content.length);
        return encoded(ResultKind.REJECTED, SortKey.of(origin), json);
    }

    private static EncodedResult encoded(ResultKind kind, SortKey key, byte[] line) {
        return new EncodedResult(kind, KeyedLine.of(key, line));
    }
}
