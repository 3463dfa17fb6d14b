package io.natterjack.domain.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user may do. Entries of the subscribe lists may name a queue after a blank: `"orders.* workers"`.
///
/// @param publishAllow   · null allows every subject; empty allows none
/// @param publishDeny    · wins over allow
/// @param subscribeAllow · null allows every subject; empty allows none
/// @param subscribeDeny  · wins over allow
/// @param responses      · replies allowed beyond the publish list; null for none
public record PermissionSettings(
        @Nullable List<String> publishAllow,
        List<String> publishDeny,
        @Nullable List<String> subscribeAllow,
        List<String> subscribeDeny,
        @Nullable Responses responses) {
    public PermissionSettings {
        publishAllow = publishAllow == null ? null : List.copyOf(publishAllow);
        publishDeny = List.copyOf(publishDeny);
        subscribeAllow = subscribeAllow == null ? null : List.copyOf(subscribeAllow);
        subscribeDeny = List.copyOf(subscribeDeny);
    }

    /// How often and how long a received request may be answered.
    ///
    /// @param messagesMax · replies to one request; -1 for any number
    /// @param ttlNanos    · from the delivery of the request; -1 for any time
    public record Responses(int messagesMax, long ttlNanos) {
        public static final Responses DEFAULT = new Responses(1, 120_000_000_000L);
    }
}
