package io.execparity.stream.flink;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes a bounded job's results as the files that {@link ResultFiles} makes. There may be only one writer, as each file
 * is one order of all lines.
 *
 * <p>The files appear at the end of the input, which reaches the writer only after every operator before it has told all
 * that it had: a job that fails leaves those of an earlier one as they were.
 */
public final class ResultFileSink implements Sink<EncodedResult> {
    private static final long serialVersionUID = 1;

    private final String directory;

    /** @param directory made where it does not exist */
    public ResultFileSink(Path directory) {
        this.directory = directory.toString();
    }

    @Override
    public SinkWriter<EncodedResult> createWriter(WriterInitContext context) throws IOException {
        if (context.getTaskInfo().getNumberOfParallelSubtasks() != 1) {
            throw new IllegalStateException("several writers of the same files");
        }
        try {
            return new Writer(new ResultFiles(Path.of(directory)));
        } catch (IOException e) {
            throw new UnwritableResultsException(e);
        }
    }

    private record Writer(ResultFiles files) implements SinkWriter<EncodedResult> {
        @Override
        public void write(EncodedResult result, Context context) throws IOException {
            try {
                files.add(result);
            } catch (IOException e) {
                throw new UnwritableResultsException(e);
            }
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            if (endOfInput) {
                try {
                    files.finish();
                } catch (IOException e) {
                    throw new UnwritableResultsException(e);
                }
            }
        }

        @Override
        public void close() throws IOException {
            files.close();
        }
    }
}
