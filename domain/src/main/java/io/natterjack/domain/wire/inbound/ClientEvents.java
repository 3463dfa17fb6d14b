package io.natterjack.domain.wire.inbound;

/// What a client has said, one call for each complete message, in the order it was said.
///
/// Bytes are borrowed for the length of the call. A receiver that wants to hear nothing more for now calls
/// [ClientParser#pause] from within the call.
public interface ClientEvents {
    /// A verb other than CONNECT has begun although the parser was told to [ClientParser#requireConnect].
    ///
    /// @return true to go on with the message as if CONNECT had been sent
    boolean onVerbBeforeConnect();

    /// `CONNECT {json}`
    void onConnect(byte[] bytes, int from, int to);

    /// `PUB` or `HPUB`, whose line is complete and well formed. The payload may not have arrived yet; when it has, the
    /// line is asked for once more.
    ///
    /// @return false to refuse it; the receiver has then closed the connection
    boolean onPublishLine(PublishFrame frame);

    /// `PUB` or `HPUB` with its payload.
    void onPublish(PublishFrame frame);

    /// `SUB subject [queue] sid`
    void onSubscribe(SubscribeFrame frame);

    /// `UNSUB sid [max]`
    ///
    /// @param max · 0 to end the subscription now, also where the client sent no number or none that can be read
    void onUnsubscribe(byte[] bytes, int sidFrom, int sidTo, int max);

    void onPing();

    void onPong();

    /// The client broke the protocol. Nothing that it has sent from here on is looked at.
    ///
    /// @param detail · for the log; never shown to the client
    void onViolation(Violation violation, String detail);

    /// How a client can break the protocol.
    enum Violation {
        /// Bytes that begin no verb, or a payload that does not end where its size says.
        UNKNOWN_OPERATION,
        /// A verb with arguments that make no sense. The reference closes without saying why.
        BAD_ARGUMENTS,
        /// A line longer than the limit.
        CONTROL_LINE_TOO_LONG
    }
}
