package io.natterjack.domain.monitor.accountz;

import io.avaje.jsonb.Json;
import io.natterjack.domain.account.Account;
import io.natterjack.domain.account.AccountFigures.Snapshot;

/// What has gone through one account.
///
/// @param acc              · its name, as the next
/// @param conns            · clients now
/// @param totalConns       · clients and leaf nodes now
/// @param numSubscriptions · now
/// @param sent             · delivered to clients
/// @param received         · published by clients
@Json(naming = Json.Naming.LowerUnderscore)
public record AccountStat(
        String acc,
        String name,
        int conns,
        int leafnodes,
        int totalConns,
        int numSubscriptions,
        Flow sent,
        Flow received,
        long slowConsumers) {
    static AccountStat of(Account account, Snapshot figures) {
        return new AccountStat(
                account.name(),
                account.name(),
                account.connections(),
                0,
                account.connections(),
                account.routes().size(),
                Flow.ofClients(figures.sentMessages(), figures.sentBytes()),
                Flow.ofClients(figures.receivedMessages(), figures.receivedBytes()),
                figures.slowConsumers());
    }

    /// Messages in one direction, and how many of them concern other servers.
    @Json
    public record Flow(long msgs, long bytes, Amount gateways, Amount routes, Amount leafs) {
        static Flow ofClients(long messages, long bytes) {
            return new Flow(messages, bytes, Amount.NONE, Amount.NONE, Amount.NONE);
        }
    }

    /// A number of messages.
    @Json
    public record Amount(long msgs, long bytes) {
        static final Amount NONE = new Amount(0, 0);
    }
}
