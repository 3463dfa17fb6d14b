package io.natterjack.postgres.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.natterjack.postgres.tail.Slice;
import io.natterjack.postgres.tail.TailChunk;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Puts messages into a partition: a single one as it comes, a few as arrays, many as the stream of a `COPY`. Each
/// is fastest where it is used. Confined to a writer.
final class RowWriter {
    private static final int COPY_ROWS_MIN = 200;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final short COLUMNS = 6;

    /// Lengths of columns, sequence, time, flags and the count of columns.
    private static final int FIXED_BYTES = 2 + COLUMNS * 4 + 8 + 8 + 2;

    /// The signature, no flags, no extension.
    private static final byte[] COPY_HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(ISO_8859_1);

    private byte[] buffer = new byte[BUFFER_BYTES];
    private int used;

    void write(Connection connection, Part.LeafRows rows) throws SQLException {
        if (rows.count() == 1) {
            insert(connection, rows);
        } else if (rows.count() < COPY_ROWS_MIN) {
            insertArrays(connection, rows);
        } else {
            copy(connection, rows);
        }
    }

    private static void insert(Connection connection, Part.LeafRows rows) throws SQLException {
        Slice slice = rows.slices().getFirst();
        TailChunk chunk = slice.chunk();
        int at = slice.from();
        String sql = "INSERT INTO " + rows.leaf().table() + " VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, chunk.sequence(at));
            statement.setLong(2, chunk.time(at));
            statement.setShort(3, (short) chunk.flags(at));
            statement.setBytes(4, subject(chunk, at));
            if (chunk.headerLength(at) == 0) {
                statement.setNull(5, Types.BINARY);
            } else {
                statement.setBytes(5, headers(chunk, at));
            }
            statement.setBytes(6, body(chunk, at));
            statement.executeUpdate();
        }
    }

    private static void insertArrays(Connection connection, Part.LeafRows rows) throws SQLException {
        int count = rows.count();
        Long[] sequences = new Long[count];
        Long[] times = new Long[count];
        Short[] flags = new Short[count];
        byte[][] subjects = new byte[count][];
        byte[][] headers = new byte[count][];
        byte[][] bodies = new byte[count][];
        int row = 0;
        for (Slice slice : rows.slices()) {
            TailChunk chunk = slice.chunk();
            for (int at = slice.from(); at < slice.to(); at++, row++) {
                sequences[row] = chunk.sequence(at);
                times[row] = chunk.time(at);
                flags[row] = (short) chunk.flags(at);
                subjects[row] = subject(chunk, at);
                headers[row] = headers(chunk, at);
                bodies[row] = body(chunk, at);
            }
        }
        String sql = "INSERT INTO " + rows.leaf().table() + " SELECT s, t, f, u, nullif(h, ''), p"
                + " FROM unnest(?::int8[], ?::int8[], ?::int2[], ?::bytea[], ?::bytea[], ?::bytea[])"
                + " AS r (s, t, f, u, h, p)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            array(statement, 1, "int8", sequences);
            array(statement, 2, "int8", times);
            array(statement, 3, "int2", flags);
            array(statement, 4, "bytea", subjects);
            array(statement, 5, "bytea", headers);
            array(statement, 6, "bytea", bodies);
            statement.executeUpdate();
        }
    }

    private static void array(PreparedStatement statement, int column, String type, Object[] values)
            throws SQLException {
        Array array = statement.getConnection().createArrayOf(type, values);
        statement.setArray(column, array);
    }

    private void copy(Connection connection, Part.LeafRows rows) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + rows.leaf().table() + " FROM STDIN (FORMAT binary)");
        try {
            used = 0;
            append(COPY_HEADER, 0, COPY_HEADER.length);
            for (Slice slice : rows.slices()) {
                for (int at = slice.from(); at < slice.to(); at++) {
                    row(copy, slice.chunk(), at);
                }
            }
            flushIfLess(copy, 2);
            putShort(-1);
            copy.writeToCopy(buffer, 0, used);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void row(CopyIn copy, TailChunk chunk, int at) throws SQLException {
        int subjectLength = chunk.subjectLength(at);
        int headerLength = chunk.headerLength(at);
        int bodyLength = chunk.payloadLength(at) - headerLength;
        flushIfLess(copy, FIXED_BYTES + subjectLength + chunk.payloadLength(at));
        putShort(COLUMNS);
        putInt(8);
        putLong(chunk.sequence(at));
        putInt(8);
        putLong(chunk.time(at));
        putInt(2);
        putShort(chunk.flags(at));
        putInt(subjectLength);
        append(chunk.bytes(), chunk.subjectFrom(at), subjectLength);
        putInt(headerLength == 0 ? -1 : headerLength);
        append(chunk.bytes(), chunk.payloadFrom(at), headerLength);
        putInt(bodyLength);
        append(chunk.bytes(), chunk.payloadFrom(at) + headerLength, bodyLength);
    }

    /// Makes room for some bytes by sending what there is.
    private void flushIfLess(CopyIn copy, int needed) throws SQLException {
        if (buffer.length - used >= needed) {
            return;
        }
        copy.writeToCopy(buffer, 0, used);
        used = 0;
        if (buffer.length < needed) {
            buffer = new byte[needed];
        }
    }

    private void append(byte[] bytes, int from, int length) {
        System.arraycopy(bytes, from, buffer, used, length);
        used += length;
    }

    private void putShort(int value) {
        buffer[used++] = (byte) (value >> 8);
        buffer[used++] = (byte) value;
    }

    private void putInt(int value) {
        putShort(value >> 16);
        putShort(value);
    }

    private void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    private static byte[] subject(TailChunk chunk, int at) {
        int from = chunk.subjectFrom(at);
        return Arrays.copyOfRange(chunk.bytes(), from, from + chunk.subjectLength(at));
    }

    private static byte[] headers(TailChunk chunk, int at) {
        int from = chunk.payloadFrom(at);
        return Arrays.copyOfRange(chunk.bytes(), from, from + chunk.headerLength(at));
    }

    private static byte[] body(TailChunk chunk, int at) {
        int from = chunk.payloadFrom(at);
        return Arrays.copyOfRange(chunk.bytes(), from + chunk.headerLength(at), from + chunk.payloadLength(at));
    }
}
