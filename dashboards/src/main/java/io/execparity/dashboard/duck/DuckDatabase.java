package io.execparity.dashboard.duck;

import static java.util.Objects.requireNonNull;

import io.execparity.dashboard.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/** One database file that this process has to itself. Each question has a connection of its own. */
public final class DuckDatabase implements AutoCloseable {
    private final DuckDBConnection root;

    private DuckDatabase(DuckDBConnection root) {
        this.root = root;
    }

    /** Asks something with a statement whose values are still to be bound. */
    interface Question<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Changes that are made together or not at all. */
    interface Changes {
        void on(Connection connection) throws SQLException;
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws StoreException where it is in use, or no such file
     */
    public static DuckDatabase open(Path file) {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", "768MB");
        settings.setProperty("threads", "2");
        // With the usual 16 MB every batch of results would have the last rows packed anew.
        settings.setProperty("checkpoint_threshold", "256MB");
        // Nothing is loaded from anywhere, whatever a query might say.
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("enable_external_access", "false");
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, settings);
            return new DuckDatabase(connection.unwrap(DuckDBConnection.class));
        } catch (SQLException e) {
            throw new StoreException(file + " cannot be used as a store: " + e.getMessage(), e);
        }
    }

    <T> T query(String sql, Question<T> question) {
        try (Connection connection = root.duplicate();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return requireNonNull(question.of(statement));
        } catch (SQLException e) {
            throw new StoreException("the store failed: " + e.getMessage(), e);
        }
    }

    void run(String sql) {
        query(sql, PreparedStatement::execute);
    }

    void transaction(Changes changes) {
        try (Connection connection = root.duplicate()) {
            connection.setAutoCommit(false);
            try {
                changes.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("the store failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw new StoreException("the store cannot be closed: " + e.getMessage(), e);
        }
    }
}
