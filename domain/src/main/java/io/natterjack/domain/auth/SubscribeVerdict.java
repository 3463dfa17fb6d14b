package io.natterjack.domain.auth;

/// What becomes of a subscription.
public enum SubscribeVerdict {
    /// Every message that matches may be delivered.
    ALLOWED,
    /// Allowed, but part of what matches is denied: ask [Permissions#mayDeliver] for each message.
    FILTERED,
    /// Refused.
    DENIED
}
