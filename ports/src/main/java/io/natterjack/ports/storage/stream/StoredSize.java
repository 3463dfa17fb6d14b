package io.natterjack.ports.storage.stream;

/// What a message counts for in the size of a stream. Limits are made of it and clients see it, so it is the same in
/// every storage of a kind, whatever a storage really needs.
public final class StoredSize {
    private static final int RECORD_BYTES = 22 + 8;
    private static final int HEADER_LENGTH_BYTES = 4;
    private static final int IN_MEMORY_BYTES = 16;

    private StoredSize() {}

    /// In a storage that outlives the process.
    ///
    /// @param payloadLength · headers included
    public static long durable(int subjectLength, int headerLength, int payloadLength) {
        int header = headerLength > 0 ? HEADER_LENGTH_BYTES : 0;
        return (long) RECORD_BYTES + subjectLength + header + payloadLength;
    }

    /// In memory.
    ///
    /// @param payloadLength · headers included
    public static long inMemory(int subjectLength, int payloadLength) {
        return (long) IN_MEMORY_BYTES + subjectLength + payloadLength;
    }
}
