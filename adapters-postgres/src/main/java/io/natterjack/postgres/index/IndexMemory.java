package io.natterjack.postgres.index;

/// Counts what the columns of one index take of the heap. Confined.
final class IndexMemory {
    private long bytes;

    void add(long more) {
        bytes += more;
    }

    long bytes() {
        return bytes;
    }
}
