package io.execparity.stream.flink;

import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The lines of audit logs, files in their order and each from its beginning to its end.
 *
 * <p>One reader reads them all, however many there could be. Splits read side by side would mix a host's rotated files:
 * its events would come late by hours, and what is known of a process would depend on which reader was faster.
 */
public final class AuditFileSource implements Source<ReadItem, FileList, FileList> {
    private static final long serialVersionUID = 1;

    private final List<String> arguments;

    /** @param arguments file names, or {@code -} for standard input, which only a job in this very process can read */
    public AuditFileSource(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<ReadItem, FileList> createReader(SourceReaderContext context) {
        return new AuditFileReader(context, System.in);
    }

    @Override
    public SplitEnumerator<FileList, FileList> createEnumerator(SplitEnumeratorContext<FileList> context) {
        return new FileListEnumerator(context, new FileList(arguments));
    }

    @Override
    public SplitEnumerator<FileList, FileList> restoreEnumerator(
            SplitEnumeratorContext<FileList> context, FileList checkpoint) {
        throw Bounded.noCheckpoint();
    }

    @Override
    public SimpleVersionedSerializer<FileList> getSplitSerializer() {
        return new FileListSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FileList> getEnumeratorCheckpointSerializer() {
        return new FileListSerializer();
    }
}
