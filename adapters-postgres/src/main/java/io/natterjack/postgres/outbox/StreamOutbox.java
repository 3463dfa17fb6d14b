package io.natterjack.postgres.outbox;

import io.natterjack.ports.storage.stream.StoredMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What waits for one stream. The poller puts it in, the stream's owner takes it out.
public final class StreamOutbox {
    private static final byte[] NONE = {};

    private final int stream;
    private final Deque<Row> rows = new ArrayDeque<>();
    private Runnable listener = () -> {};
    private boolean listening;
    private long shown;
    private long heldBytes;
    private volatile int payloadMax = Integer.MAX_VALUE;

    /// @param stream · its number
    public StreamOutbox(int stream) {
        this.stream = stream;
    }

    private static final class Row {
        final long id;
        final byte[] subject;
        final int headerLength;
        final long size;

        /// Null if it is too long to be fetched.
        final byte @Nullable [] payload;

        Row(ResultSet row) throws SQLException {
            id = row.getLong(2);
            subject = bytes(row, 3);
            headerLength = row.getInt(4);
            size = row.getLong(5);
            payload = row.getBytes(6);
        }

        long held() {
            return payload == null ? 0 : payload.length;
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
    /// @param row · columns stream, number, subject, length of headers, that of headers and body, and both together,
    ///              null if they are too long
    synchronized void put(ResultSet row) throws SQLException {
        Row next = new Row(row);
        rows.add(next);
        heldBytes += next.held();
    }

    /// In memory.
    synchronized long heldBytes() {
        return heldBytes;
    }

    /// How long headers and body together may be. Any thread.
    public void payloadMax(int bytes) {
        payloadMax = bytes;
    }

    int payloadMax() {
        return payloadMax;
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
        if (row.payload == null && row.size <= payloadMax) {
            // More is allowed than when it was looked at: the poller fetches all of them again.
            rows.clear();
            heldBytes = 0;
            return false;
        }
        shown = row.id;
        byte[] payload = row.payload == null ? NONE : row.payload;
        into.at(0, 0, 0)
                .subject(row.subject, 0, row.subject.length)
                .payload(payload, 0, Math.min(row.headerLength, payload.length), payload.length);
        return true;
    }

    /// The owner's: why what was shown last is too long; null if it is not.
    public synchronized @Nullable String excess() {
        Row row = rows.peek();
        return row == null || row.size <= payloadMax
                ? null
                : "headers and payload have " + row.size + " bytes, max_payload is " + payloadMax;
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
        heldBytes -= row.held();
        return row.id;
    }
}
