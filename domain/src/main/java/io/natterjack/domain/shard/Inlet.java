package io.natterjack.domain.shard;

import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.Subscriber;
import io.natterjack.domain.routing.Subscription;
import java.util.function.Consumer;

/// A subscriber behind which a shard works: what it gets is copied into the shard's inbox, and received there later.
///
/// **Threading.** Delivered to by any lane; received on the shard.
public final class Inlet implements Subscriber {
    private final Shard shard;
    private final Consumer<Inbound> receiver;

    /// @param receiver · called on the shard; the window is borrowed for the length of the call
    public Inlet(Shard shard, Consumer<Inbound> receiver) {
        this.shard = shard;
        this.receiver = receiver;
    }

    @Override
    public boolean deliver(Subscription subscription, Delivery message) {
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
