package io.natterjack.domain.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// One interest of one subscriber.
///
/// Counted and ended from any lane; everything else is set once.
public final class Subscription {
    private static final VarHandle DELIVERED;

    static {
        try {
            DELIVERED = MethodHandles.lookup().findVarHandle(Subscription.class, "delivered", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Subscriber subscriber;
    private final String subject;
    private final @Nullable String queue;
    private final byte @Nullable [] queueBytes;
    private final byte[] sid;

    @SuppressWarnings("unused") // through DELIVERED
    private volatile long delivered;

    private volatile boolean filtered;
    private volatile long deliveriesMax;
    private volatile boolean ended;

    /// Where the subscription stands in its [SubscriptionSet]; guarded by the routing table.
    private int slot = -1;

    /// @param queue    · null for a subscription of one's own
    /// @param sid      · the subscriber's name for it; not copied
    /// @param filtered · permissions have to be asked before each delivery
    public Subscription(Subscriber subscriber, String subject, @Nullable String queue, byte[] sid, boolean filtered) {
        this.subscriber = subscriber;
        this.subject = subject;
        this.queue = queue;
        this.queueBytes = queue == null ? null : queue.getBytes(UTF_8);
        this.sid = sid;
        this.filtered = filtered;
    }

    public Subscriber subscriber() {
        return subscriber;
    }

    public String subject() {
        return subject;
    }

    public @Nullable String queue() {
        return queue;
    }

    /// The queue as bytes. Shared: do not write to it.
    public byte @Nullable [] queueBytes() {
        return queueBytes;
    }

    /// Shared: do not write to it.
    public byte[] sid() {
        return sid;
    }

    /// Whether permissions have to be asked before each delivery.
    public boolean filtered() {
        return filtered;
    }

    /// Permissions have changed.
    public void filter(boolean needed) {
        filtered = needed;
    }

    /// Messages delivered so far.
    public long delivered() {
        return delivered;
    }

    /// Counts one more delivery.
    ///
    /// @return how many there are now
    public long countDelivery() {
        return (long) DELIVERED.getAndAdd(this, 1L) + 1;
    }

    /// After how many deliveries the subscription ends; 0 for never.
    public long deliveriesMax() {
        return deliveriesMax;
    }

    public void endAfter(long deliveries) {
        deliveriesMax = deliveries;
    }

    /// Whether the subscription is over. It may still be met in matches that were found before.
    public boolean ended() {
        return ended;
    }

    /// Ends the subscription.
    public void end() {
        ended = true;
    }

    int slot() {
        return slot;
    }

    void slot(int index) {
        slot = index;
    }
}
