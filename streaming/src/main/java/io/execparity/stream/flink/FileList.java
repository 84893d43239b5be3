package io.execparity.stream.flink;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * All of the input as one split, since its files are to be read one after the other.
 *
 * @param arguments as the command line has them; reading brings them into order
 */
record FileList(List<String> arguments) implements SourceSplit {
    FileList {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String splitId() {
        return "all files";
    }
}
