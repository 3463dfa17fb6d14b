package io.natterjack.postgres.outbox;

import io.natterjack.ports.storage.stream.StoredMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/// What waits for one stream. The poller puts it in, the stream's owner takes it out.
public final class StreamOutbox {
    private static final byte[] NONE = {};

    private final int stream;
    private final Deque<Row> rows = new ArrayDeque<>();
    private Runnable listener = () -> {};
    private boolean listening;
    private long shown;

    /// @param stream · its number
    public StreamOutbox(int stream) {
        this.stream = stream;
    }

    private static final class Row {
        final long id;
        final byte[] subject;
        final int headerLength;
        final byte[] payload;

        Row(ResultSet row) throws SQLException {
            id = row.getLong(2);
            subject = bytes(row, 3);
            headerLength = row.getInt(4);
            payload = bytes(row, 5);
        }

        private static byte[] bytes(ResultSet row, int column) throws SQLException {
            byte[] bytes = row.getBytes(column);
            return bytes == null ? NONE : bytes;
        }
    }

    int stream() {
        return stream;
    }

    /// Whom to tell that something has come. Any thread.
    public void listen(Runnable told) {
        boolean waiting;
        synchronized (this) {
            listener = told;
            listening = true;
            waiting = !rows.isEmpty();
        }
        if (waiting) {
            told.run();
        }
    }

    /// Whether somebody takes what is put in, and has taken all of it.
    synchronized boolean wantsMore() {
        return listening && rows.isEmpty();
    }

    /// Rows that were not in the owner's hands before; those with lower numbers may still come, from transactions that
    /// took longer.
    ///
    /// @param row · columns stream, number, subject, length of headers, headers and body together
    synchronized void put(ResultSet row) throws SQLException {
        rows.add(new Row(row));
    }

    void tell() {
        Runnable told;
        synchronized (this) {
            told = listener;
        }
        told.run();
    }

    /// The owner's: shows the next one.
    ///
    /// @return false if there is none
    public synchronized boolean next(StoredMessage into) {
        Row row = rows.peek();
        if (row == null) {
            return false;
        }
        shown = row.id;
        into.at(0, 0, 0)
                .subject(row.subject, 0, row.subject.length)
                .payload(row.payload, 0, row.headerLength, row.payload.length);
        return true;
    }

    /// The owner's: takes out what was shown last.
    ///
    /// @return its number; 0 if nothing was shown
    public synchronized long take() {
        Row row = rows.peek();
        if (row == null || row.id != shown) {
            return 0;
        }
        rows.remove();
        return row.id;
    }
}
