package io.natterjack.ports.contract;

/// A client at the other end of a connection, as the contract drives it.
///
/// **Threading.** One thread at a time.
///
/// **Ownership.** Arrays belong to whoever receives them.
///
/// **Failure.** Whatever takes longer than [#PATIENCE_MILLIS] is an [AssertionError].
public interface WireClient extends AutoCloseable {
    long PATIENCE_MILLIS = 30_000;

    void send(byte[] bytes);

    /// Waits for exactly this many bytes.
    byte[] receive(int count);

    /// Reads and throws away whatever still comes, until the server has ended the connection.
    ///
    /// @return how many bytes came
    long receiveToTheEnd();

    /// Goes away. The server sees the end of the connection.
    @Override
    void close();
}
