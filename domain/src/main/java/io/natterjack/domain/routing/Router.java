package io.natterjack.domain.routing;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Hands a message to everybody who listens: each plain subscription, and one member of each queue group.
///
/// Confined to one lane.
public final class Router {
    private final RandomGenerator random;

    /// @param random · picks the members of queue groups
    public Router(RandomGenerator random) {
        this.random = random;
    }

    /// @param except · a subscriber who does not want to hear its own messages; null for none
    /// @return whether anybody took the message
    public boolean route(Matches matches, Delivery message, @Nullable Subscriber except) {
        boolean delivered = false;
        for (Subscription subscription : matches.plain()) {
            delivered |= deliver(subscription, message, except);
        }
        for (Subscription[] group : matches.queues()) {
            delivered |= deliverToOne(group, message, except);
        }
        return delivered;
    }

    /// Starts at a random member and goes on until one takes the message.
    private boolean deliverToOne(Subscription[] group, Delivery message, @Nullable Subscriber except) {
        int start = group.length == 1 ? 0 : random.nextInt(group.length);
        for (int i = 0; i < group.length; i++) {
            int index = start + i;
            if (deliver(group[index < group.length ? index : index - group.length], message, except)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // the same subscriber, not an equal one
    private static boolean deliver(Subscription subscription, Delivery message, @Nullable Subscriber except) {
        Subscriber subscriber = subscription.subscriber();
        return subscriber != except && !subscription.ended() && subscriber.deliver(subscription, message);
    }
}
