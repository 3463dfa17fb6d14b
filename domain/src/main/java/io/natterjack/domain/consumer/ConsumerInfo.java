package io.natterjack.domain.consumer;

import org.jspecify.annotations.Nullable;

/// How far a consumer is.
///
/// @param delivered           · the last delivery
/// @param ackFloor            · the last delivery up to which everything is acknowledged
/// @param ackPending          · messages that are delivered and not acknowledged
/// @param redelivered         · messages that were delivered more than once and not acknowledged
/// @param waiting             · pull requests
/// @param pending             · messages that are not delivered yet
/// @param pushBound           · somebody takes what is pushed
/// @param pauseRemainingNanos · above 0 if it is paused
/// @param pin                 · the state of its priority group; null if there are no groups
public record ConsumerInfo(
        Mark delivered,
        Mark ackFloor,
        long ackPending,
        long redelivered,
        int waiting,
        long pending,
        boolean pushBound,
        long pauseRemainingNanos,
        @Nullable Pin pin) {
    /// A place in both countings.
    ///
    /// @param lastNanos · when that happened, since 1970; 0 if it never did
    public record Mark(long consumerSequence, long streamSequence, long lastNanos) {}

    /// A priority group.
    ///
    /// @param clientId · that of the pinned client; empty if there is none
    /// @param nanos    · since when, since 1970; 0 if there is none
    public record Pin(String group, String clientId, long nanos) {}

    public boolean paused() {
        return pauseRemainingNanos > 0;
    }
}
