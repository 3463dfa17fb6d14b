package io.natterjack.netty.proxy;

import org.jspecify.annotations.Nullable;

/// What the first bytes of a connection say about a proxy.
public sealed interface ProxyVerdict {
    /// More bytes are needed.
    ProxyVerdict INCOMPLETE = new Incomplete();

    /// A proxy speaks for itself, for example to see whether the server lives.
    ProxyVerdict NO_ADDRESS = new Origin(null, 0);

    record Incomplete() implements ProxyVerdict {}

    /// There is no preamble.
    ///
    /// @param bytes · taken from the connection to find out; they belong to the client
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Absent(byte[] bytes) implements ProxyVerdict {}

    /// A complete preamble.
    ///
    /// @param host · numeric address of the client; null if the proxy speaks for itself
    record Origin(@Nullable String host, int port) implements ProxyVerdict {}

    /// A preamble that cannot be believed.
    ///
    /// @param why · for the log
    record Invalid(String why) implements ProxyVerdict {}
}
