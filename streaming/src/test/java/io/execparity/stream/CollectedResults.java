package io.execparity.stream;

import io.execparity.schema.codec.FindingJson;
import io.execparity.schema.codec.SortKey;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.detection.ResultSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Results kept in memory, for tests to look at. */
public final class CollectedResults implements ResultSink {
    /** The order of a findings file. */
    private static final Comparator<SortKey> IN_FILE_ORDER = Comparator.comparingLong(SortKey::epochMillis)
            .thenComparing(SortKey::host)
            .thenComparingLong(SortKey::serial)
            .thenComparingInt(SortKey::kind)
            .thenComparing(SortKey::tie);

    private final List<Finding> findings = new ArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<MemfdCall> memfds = new ArrayList<>();
    private final List<SuppressedFinding> suppressed = new ArrayList<>();

    @Override
    public void finding(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void execution(Execution execution) {
        executions.add(execution);
    }

    @Override
    public void check(Check check) {
        checks.add(check);
    }

    @Override
    public void memfd(MemfdCall call) {
        memfds.add(call);
    }

    @Override
    public void suppressed(SuppressedFinding held) {
        suppressed.add(held);
    }

    public List<Finding> findings() {
        return findings.stream()
                .sorted(Comparator.comparing((Finding finding) -> SortKey.of(finding), IN_FILE_ORDER)
                        .thenComparing(CollectedResults::line))
                .toList();
    }

    public List<Execution> executions() {
        return List.copyOf(executions);
    }

    public List<MemfdCall> memfds() {
        return List.copyOf(memfds);
    }

    public List<Check> checks() {
        return List.copyOf(checks);
    }

    public List<SuppressedFinding> suppressed() {
        return List.copyOf(suppressed);
    }

    /** A finding as a findings file has it. */
    public static String line(Finding finding) {
        return new String(new FindingJson().line(finding), StandardCharsets.UTF_8);
    }
}
