package io.natterjack.postgres.read;

import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredSize;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Messages that were read from the database together. Confined.
final class Window {
    private static final byte[] NONE = {};

    private final long[] sequences;
    private final Row[] rows;
    private final SubjectFilter filter;
    private final long next;
    private int size;

    /// @param payload · headers and body
    private record Row(long time, int flags, byte[] subject, int headerLength, byte[] payload) {}

    /// @param filter · for which these are the messages in a row
    /// @param next   · sequence of the message after them; 0 if there was none
    Window(int capacity, SubjectFilter filter, long next) {
        this.sequences = new long[capacity];
        this.rows = new Row[capacity];
        this.filter = filter;
        this.next = next;
    }

    /// Takes the columns sequence, time, flags, subject, length of headers, headers and body together.
    void add(ResultSet row) throws SQLException {
        byte[] subject = row.getBytes(4);
        byte[] payload = row.getBytes(6);
        sequences[size] = row.getLong(1);
        rows[size++] = new Row(
                row.getLong(2),
                row.getInt(3),
                subject == null ? NONE : subject,
                row.getInt(5),
                payload == null ? NONE : payload);
    }

    boolean isFull() {
        return size == sequences.length;
    }

    boolean show(long sequence, StoredMessage into) {
        int at = Arrays.binarySearch(sequences, 0, size, sequence);
        if (at < 0) {
            return false;
        }
        Row row = rows[at];
        into.at(sequence, row.time, row.flags)
                .subject(row.subject, 0, row.subject.length)
                .payload(row.payload, 0, row.headerLength, row.payload.length);
        return true;
    }

    /// What a message counts for; 0 if it is not here.
    long bytesOf(long sequence) {
        int at = Arrays.binarySearch(sequences, 0, size, sequence);
        return at < 0 ? 0 : bytes(rows[at]);
    }

    private static long bytes(Row row) {
        return StoredSize.durable(row.subject.length, row.headerLength, row.payload.length);
    }

    int capacity() {
        return sequences.length;
    }

    /// Whether somebody who reads in order comes to this message next.
    boolean leadsTo(long sequence, @Nullable SubjectFilter wanted) {
        return sequence == next && wanted == filter;
    }
}
