package io.natterjack.domain.shard;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.MatchCache;
import io.natterjack.domain.routing.Matches;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.scope.LaneScope;
import org.jspecify.annotations.Nullable;

/// The way from a shard back into an account: messages of the server itself, routed like those of clients.
///
/// Confined to the shard. Not to be called from within a delivery.
public final class Outlet {
    /// Answer of [#publish]: somebody took the message.
    public static final int DELIVERED = 1;

    /// Answer of [#publish], beside [#DELIVERED]: somebody who got it cannot keep up.
    public static final int CONGESTED = 2;

    private static final byte[] NOTHING = {};

    private final Account account;
    private final LaneScope scope;
    private final MatchCache matches;
    private byte[] body = new byte[4096];

    public Outlet(Account account, LaneScope scope) {
        this.account = account;
        this.scope = scope;
        this.matches = scope.matches(account);
    }

    /// Publishes a message without a reply subject, that is a whole array.
    public int publish(byte[] subject, byte[] payload) {
        return publish(subject, 0, subject.length, NOTHING, 0, 0, payload, 0, 0, payload.length);
    }

    /// @param headerLength · of the headers at the start of the payload; 0 for none
    /// @param length       · of the payload, headers included
    /// @return a set of [#DELIVERED] and [#CONGESTED]
    public int publish(
            byte[] subject,
            int subjectFrom,
            int subjectTo,
            byte[] reply,
            int replyFrom,
            int replyTo,
            byte[] payload,
            int from,
            int headerLength,
            int length) {
        Matches found = matches.match(subject, subjectFrom, subjectTo);
        if (found.isEmpty()) {
            return 0;
        }
        Delivery message = message(subject, subjectFrom, subjectTo, payload, from, headerLength, length);
        return route(found, message.reply(reply, replyFrom, replyTo));
    }

    /// Delivers a message to those who listen to one subject, and shows them another.
    ///
    /// @param to · the subject that decides who gets it, whole
    /// @return as that of [#publish]
    public int deliver(
            byte[] to,
            byte[] subject,
            int subjectFrom,
            int subjectTo,
            byte[] reply,
            int replyFrom,
            int replyTo,
            byte[] payload,
            int from,
            int headerLength,
            int length) {
        Matches found = matches.match(to, 0, to.length);
        if (found.isEmpty()) {
            return 0;
        }
        Delivery message = message(subject, subjectFrom, subjectTo, payload, from, headerLength, length);
        return route(found, message.reply(reply, replyFrom, replyTo));
    }

    private Delivery message(
            byte[] subject, int subjectFrom, int subjectTo, byte[] payload, int from, int headerLength, int length) {
        reserve(length + 2);
        System.arraycopy(payload, from, body, 0, length);
        body[length] = '\r';
        body[length + 1] = '\n';
        return scope.delivery().message(subject, subjectFrom, subjectTo, body, 0, headerLength, length);
    }

    private int route(Matches found, Delivery message) {
        boolean delivered = scope.router().route(found, message, null);
        return (delivered ? DELIVERED : 0) | (message.congested() ? CONGESTED : 0);
    }

    /// Whether somebody listens to a subject.
    ///
    /// @param queue · a queue group that has to be among the listeners; null for anybody
    public boolean interest(String subject, @Nullable String queue) {
        Matches found = account.routes().match(subject);
        if (queue == null) {
            return !found.isEmpty();
        }
        for (Subscription[] group : found.queues()) {
            if (group.length > 0 && queue.equals(group[0].queue())) {
                return true;
            }
        }
        return false;
    }

    /// Whether somebody listens to exactly this subject, not to a pattern.
    ///
    /// @param queue · the queue group that has to listen; empty for somebody who is in none
    public boolean listens(String subject, String queue) {
        Matches found = account.routes().match(subject);
        if (queue.isEmpty()) {
            return anyOf(found.plain(), subject);
        }
        for (Subscription[] group : found.queues()) {
            if (group.length > 0 && queue.equals(group[0].queue()) && anyOf(group, subject)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyOf(Subscription[] subscriptions, String subject) {
        for (Subscription each : subscriptions) {
            if (each.subject().equals(subject)) {
                return true;
            }
        }
        return false;
    }

    private void reserve(int length) {
        if (body.length < length) {
            body = new byte[Math.max(length, body.length * 2)];
        }
    }
}
