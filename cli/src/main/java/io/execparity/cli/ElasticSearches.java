package io.execparity.cli;

import io.execparity.dashboard.elastic.SearchServer;
import io.execparity.stream.elastic.ElasticServer;
import java.io.IOException;
import org.apache.http.ContentTooLongException;

/** The dashboard's questions, over the connection that the job's writer uses as well. */
record ElasticSearches(ElasticServer server) implements SearchServer {
    @Override
    public byte[] ask(String path, byte[] body) throws IOException {
        try {
            return server.read(path, body);
        } catch (ContentTooLongException e) {
            throw new AnswerTooLongException(e);
        }
    }
}
