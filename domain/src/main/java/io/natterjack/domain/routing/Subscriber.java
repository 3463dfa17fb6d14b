package io.natterjack.domain.routing;

/// Somebody who holds subscriptions: a client, or a part of the broker itself.
///
/// Called from any lane, by several at a time.
public interface Subscriber {
    /// Takes one message for one of its subscriptions.
    ///
    /// @param message · borrowed for the length of the call
    /// @return false if the message was not taken, because the subscription has ended or may not see it; another
    ///         member of the same queue group may then get it
    boolean deliver(Subscription subscription, Delivery message);
}
