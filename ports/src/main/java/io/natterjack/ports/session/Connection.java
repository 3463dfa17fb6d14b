package io.natterjack.ports.session;

/// The transport's half of one client connection.
///
/// **Threading.** [#append], [#flush], [#close] and [#traffic] may be called from any thread. The others are confined
/// to the thread of the lane that accepted the connection.
///
/// **Ownership.** Bytes are borrowed for the length of the call; the connection copies what it keeps.
///
/// **Failure.** A connection whose output exceeds its bound, or that fails, closes itself and tells its
/// [ConnectionHandler]. Calls on a closed connection are ignored.
public interface Connection {
    /// Bit of the answer of [#append]: nobody has promised to flush these bytes yet, so the caller has to.
    int FLUSH_NEEDED = 1;

    /// Bit of the answer of [#append]: the output has passed three quarters of its bound. Whoever produces it should
    /// pause; [ConnectionHandler#onDrained] says when it has fallen below again.
    int CONGESTED = 2;

    /// Bit of the answer of [#append]: the connection is closing; the bytes were not taken.
    int CLOSED = 4;

    /// Appends one protocol message, made of a head and a body, to the output. Nothing is written before [#flush].
    /// The two are never separated by what another thread appends. Only messages with a body count in [#traffic].
    ///
    /// @param head       · starts at index 0
    /// @param body       · may be the same array as head
    /// @param bodyLength · 0 for a control line such as `PONG`
    /// @return a set of [#FLUSH_NEEDED], [#CONGESTED] and [#CLOSED]
    int append(byte[] head, int headLength, byte[] body, int bodyOffset, int bodyLength);

    /// Writes what has been appended, soon.
    ///
    /// @param few · whether the caller has only a few connections to flush, and so may be kept to write to this one
    ///              itself; if not, the thread of each connection had better write at the same time
    void flush(boolean few);

    /// Writes what has been appended to this connection alone.
    default void flush() {
        flush(true);
    }

    /// Stops reading from the client until [#resumeReads]. Bytes that have been read already are still handed over.
    void pauseReads();

    /// Reads from the client again.
    void resumeReads();

    /// Writes what has been appended, then closes. Only the first call counts.
    ///
    /// @param reason · handed to [ConnectionHandler#onClosed]
    void close(CloseReason reason);

    /// What has gone through this connection so far.
    Traffic traffic();
}
