package io.natterjack.domain.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The subscriptions of one filter, changed by one thread at a time and read by any number without a lock.
///
/// Copying the set at each change would make a hundred thousand subscribers of one subject quadratic. So a change
/// writes one slot of the array in place: readers walk the slots and skip the empty ones, and see each change either
/// wholly or not at all. The array is replaced only when it is full or mostly empty.
final class SubscriptionSet {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Subscription[].class);
    private static final int SLOTS_MIN = 2;

    private volatile @Nullable Subscription[] slots = new Subscription[SLOTS_MIN];
    private int used;
    private int live;

    void add(Subscription subscription) {
        if (used == slots.length) {
            compact(Math.max(SLOTS_MIN, live * 2));
        }
        subscription.slot(used);
        SLOT.setRelease(slots, used++, subscription);
        live++;
    }

    /// @return false if it is not here
    boolean remove(Subscription subscription) {
        int slot = subscription.slot();
        if (slot < 0 || slot >= used || slots[slot] != subscription) {
            return false;
        }
        SLOT.setRelease(slots, slot, null);
        subscription.slot(-1);
        live--;
        if (live < slots.length / 4 && slots.length > SLOTS_MIN) {
            compact(Math.max(SLOTS_MIN, live * 2));
        }
        return true;
    }

    boolean isEmpty() {
        return live == 0;
    }

    /// Adds all that are here now to a list. Called without the table's lock.
    void addTo(List<Subscription> list) {
        @Nullable Subscription[] current = slots;
        for (int i = 0; i < current.length; i++) {
            Subscription subscription = (Subscription) SLOT.getAcquire(current, i);
            if (subscription != null) {
                list.add(subscription);
            }
        }
    }

    private void compact(int length) {
        @Nullable Subscription[] old = slots;
        @Nullable Subscription[] compacted = Arrays.copyOf(new Subscription[0], length);
        int next = 0;
        for (int i = 0; i < used; i++) {
            Subscription subscription = old[i];
            if (subscription != null) {
                subscription.slot(next);
                compacted[next++] = subscription;
            }
        }
        used = next;
        slots = compacted;
    }
}
