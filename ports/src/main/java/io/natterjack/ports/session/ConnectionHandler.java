package io.natterjack.ports.session;

/// Receives what happens on one connection.
///
/// **Threading.** Confined to the thread of the lane that accepted the connection.
///
/// **Ownership.** Bytes are borrowed for the length of the call; the handler copies what it keeps, including the
/// unfinished message at the end of a read.
///
/// **Failure.** Protocol errors of the client are answered on the connection and closed there. Nothing is thrown.
public interface ConnectionHandler {
    /// Bytes have arrived, after any transport encryption or framing has been removed.
    ///
    /// @param from · first byte, inclusive
    /// @param to   · last byte, exclusive
    void onBytes(byte[] bytes, int from, int to);

    /// The connection has been encrypted after it was accepted. Not called for arrivals that were secured before.
    void onSecured(TlsIdentity identity);

    /// The handshake that should have followed the greeting has failed, and the connection is about to be closed. Not
    /// called for clients that never tried.
    ///
    /// @param why · for the log
    void onHandshakeFailed(String why);

    /// A proxy has said for whom it has connected. Called at most once, before the first bytes.
    ///
    /// @param remoteHost · numeric address of the client
    void onForwarded(String remoteHost, int remotePort);

    /// The output that made [Connection#append] answer [Connection#CONGESTED] has been written.
    void onDrained();

    /// The connection is gone. Called exactly once, and last.
    ///
    /// @param reason · why, as monitoring shows it
    void onClosed(CloseReason reason);
}
