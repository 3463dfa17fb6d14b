package io.natterjack.ports.session;

/// The broker's half of one transport thread: it owns the sessions of the clients served by that thread, the scratch
/// buffers they share, and the list of connections that wait for a flush.
///
/// **Threading.** Confined: the thread whose executor opened the lane makes every call.
///
/// **Ownership.** The lane keeps the connection until it tells its handler that it was closed.
///
/// **Failure.** Nothing that a client sends makes a lane throw. A throwable that escapes is a defect: the transport
/// logs it and closes the one connection it was serving.
public interface Lane {
    /// A client has arrived. The greeting is appended to the connection before this returns.
    ///
    /// @param arrival    · where the client comes from, and through which door
    /// @param connection · the way back to the client
    /// @return the receiver of everything that happens on this connection from now on
    ConnectionHandler accept(Arrival arrival, Connection connection);

    /// A pass of reads has ended: flushes every connection that calls on this lane have appended to.
    ///
    /// A transport calls this after one or many calls of [#accept], of a [ConnectionHandler] or of tasks of the lane's
    /// executor, and before it waits for more input.
    void endPass();
}
