package io.natterjack.domain.shard;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.MatchCache;
import io.natterjack.domain.routing.Matches;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.scope.LaneScope;
import io.natterjack.domain.stream.message.Publication;
import org.jspecify.annotations.Nullable;

/// The way from a shard back into an account: messages of the server itself, routed like those of clients.
///
/// Confined to the shard. Not to be called from within a delivery.
public final class Outlet {
    /// Answer of [#publish]: somebody took the message.
    public static final int DELIVERED = 1;

    /// Answer of [#publish], beside [#DELIVERED]: somebody who got it cannot keep up.
    public static final int CONGESTED = 2;

    private final Account account;
    private final LaneScope scope;
    private final MatchCache matches;
    private final Publication whole = new Publication();
    private byte[] body = new byte[4096];

    public Outlet(Account account, LaneScope scope) {
        this.account = account;
        this.scope = scope;
        this.matches = scope.matches(account);
    }

    /// Publishes a message without a reply subject, that is a whole array.
    public int publish(byte[] subject, byte[] payload) {
        return publish(whole.to(subject, 0, subject.length).body(payload));
    }

    /// @return a set of [#DELIVERED] and [#CONGESTED]
    public int publish(Publication message) {
        return send(matches.match(message.subject(), message.subjectFrom(), message.subjectTo()), message);
    }

    /// Delivers a message to those who listen to one subject, and shows them that of the message.
    ///
    /// @param to · the subject that decides who gets it, whole
    /// @return as that of [#publish]
    public int deliver(byte[] to, Publication message) {
        return send(matches.match(to, 0, to.length), message);
    }

    private int send(Matches found, Publication message) {
        if (found.isEmpty()) {
            return 0;
        }
        int length = message.payloadLength();
        reserve(length + 2);
        System.arraycopy(message.payload(), message.payloadFrom(), body, 0, length);
        body[length] = '\r';
        body[length + 1] = '\n';
        Delivery delivery = scope.delivery()
                .message(
                        message.subject(),
                        message.subjectFrom(),
                        message.subjectTo(),
                        body,
                        0,
                        message.headerLength(),
                        length)
                .reply(message.reply(), message.replyFrom(), message.replyTo());
        boolean delivered = scope.router().route(found, delivery, null);
        return (delivered ? DELIVERED : 0) | (delivery.congested() ? CONGESTED : 0);
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
