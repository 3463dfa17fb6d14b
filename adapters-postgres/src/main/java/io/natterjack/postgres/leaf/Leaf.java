package io.natterjack.postgres.leaf;

import io.natterjack.postgres.schema.TableNames;

/// A partition of a stream's table.
///
/// @param from · the first sequence it takes
/// @param to   · the first that it does not
public record Leaf(int stream, long from, long to) {
    /// Its table.
    public String table() {
        return TableNames.leaf(stream, from);
    }

    /// Whether a sequence belongs here.
    public boolean covers(long sequence) {
        return sequence >= from && sequence < to;
    }

    /// The same table with a narrower range.
    Leaf until(long sequence) {
        return new Leaf(stream, from, sequence);
    }
}
