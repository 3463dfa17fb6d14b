package io.natterjack.postgres.read;

import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredSize;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/// Messages that were read from the database together. Confined.
final class Window {
    private static final byte[] NONE = {};

    private final long[] sequences;
    private final long[] times;
    private final int[] flags;
    private final int[] headerLengths;
    private final byte[][] subjects;

    /// Headers and body.
    private final byte[][] payloads;

    private final SubjectFilter filter;
    private final long before;
    private final long next;
    private int size;

    /// @param filter · for which these are the messages in a row
    /// @param before · sequence of the message before them; 0 if there was none
    /// @param next   · of the one after them
    Window(int capacity, SubjectFilter filter, long before, long next) {
        this.sequences = new long[capacity];
        this.times = new long[capacity];
        this.flags = new int[capacity];
        this.headerLengths = new int[capacity];
        this.subjects = new byte[capacity][];
        this.payloads = new byte[capacity][];
        this.filter = filter;
        this.before = before;
        this.next = next;
    }

    /// Takes the columns sequence, time, flags, subject, length of headers, headers and body together.
    void add(ResultSet row) throws SQLException {
        byte[] subject = row.getBytes(4);
        byte[] payload = row.getBytes(6);
        sequences[size] = row.getLong(1);
        times[size] = row.getLong(2);
        flags[size] = row.getInt(3);
        subjects[size] = subject == null ? NONE : subject;
        headerLengths[size] = row.getInt(5);
        payloads[size] = payload == null ? NONE : payload;
        size++;
    }

    boolean isFull() {
        return size == sequences.length;
    }

    boolean show(long sequence, StoredMessage into) {
        int at = Arrays.binarySearch(sequences, 0, size, sequence);
        if (at < 0) {
            return false;
        }
        into.at(sequence, times[at], flags[at])
                .subject(subjects[at], 0, subjects[at].length)
                .payload(payloads[at], 0, headerLengths[at], payloads[at].length);
        return true;
    }

    /// What a message counts for; 0 if it is not here.
    long bytesOf(long sequence) {
        int at = Arrays.binarySearch(sequences, 0, size, sequence);
        return at < 0 ? 0 : StoredSize.durable(subjects[at].length, headerLengths[at], payloads[at].length);
    }

    int capacity() {
        return sequences.length;
    }

    /// Whether somebody who reads in order comes to this message next.
    boolean leadsTo(long sequence, SubjectFilter order) {
        return sequence == next && order == filter;
    }

    /// Whether somebody who reads against the order comes to this message next.
    boolean comesFrom(long sequence, SubjectFilter order) {
        return sequence == before && order == filter;
    }
}
