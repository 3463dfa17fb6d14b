package io.natterjack.domain.shard;

import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.Subscriber;
import io.natterjack.domain.routing.Subscription;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A subscriber behind which a shard works: what it gets is copied into the shard's inbox, and received there later.
///
/// **Threading.** Delivered to by any lane; received on the shard.
public final class Inlet implements Subscriber {
    private final Shard shard;
    private final Consumer<Inbound> receiver;
    private final Predicate<Delivery> wanted;

    /// @param receiver · called on the shard; the window is borrowed for the length of the call
    public Inlet(Shard shard, Consumer<Inbound> receiver) {
        this(shard, receiver, message -> true);
    }

    /// @param wanted · called on the lane: whether this is a subscriber of a message at all
    public Inlet(Shard shard, Consumer<Inbound> receiver, Predicate<Delivery> wanted) {
        this.shard = shard;
        this.receiver = receiver;
        this.wanted = wanted;
    }

    @Override
    public boolean deliver(Subscription subscription, Delivery message) {
        if (!wanted.test(message)) {
            return false;
        }
        int answer = shard.inbox().put(this, message);
        if ((answer & Inbox.CONGESTED) != 0) {
            message.receiverIsCongested();
        }
        if ((answer & Inbox.TAKEN) == 0) {
            return false;
        }
        message.wakeAfterPass(shard);
        return true;
    }

    void receive(Inbound message) {
        receiver.accept(message);
    }
}
