package io.natterjack.domain.account;

import io.natterjack.domain.settings.AccountSettings;

/// What the clients of one account may cost together.
///
/// @param connectionsMax   · clients at a time; -1 for any number
/// @param subscriptionsMax · of one client at a time; -1 for any number
/// @param payloadBytesMax  · longest message; -1 for the server's limit
public record AccountLimits(int connectionsMax, int subscriptionsMax, int payloadBytesMax) {
    public static final AccountLimits NONE = new AccountLimits(-1, -1, -1);

    static AccountLimits of(AccountSettings settings) {
        return new AccountLimits(settings.connectionsMax(), settings.subscriptionsMax(), settings.payloadBytesMax());
    }
}
