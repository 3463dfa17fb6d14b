package io.natterjack.app.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must be true of a pull consumer whose messages are acknowledged one by one.
final class ConsumerModel {
    static final long ACK_WAIT_NANOS = 4 * Rules.SECOND;

    private final String name;
    private final @Nullable String filter;
    private final int deliverMax;
    private final Map<Long, Integer> deliveries = new HashMap<>();
    /// Not before which time they may come again.
    private final Map<Long, Long> due = new HashMap<>();
    private final Set<Long> settled = new HashSet<>();
    private long lastFirst;
    private long number;
    /// After a kill it may not know what it has delivered; what it has confirmed it does.
    private boolean forgetful;

    /// @param filter     · null for every subject
    /// @param deliverMax · -1 for any number
    ConsumerModel(String name, @Nullable String filter, int deliverMax) {
        this.name = name;
        this.filter = filter;
        this.deliverMax = deliverMax;
    }

    String name() {
        return name;
    }

    /// As the API takes it.
    String json() {
        return "{\"stream_name\":\"S\",\"config\":{\"durable_name\":\"" + name + "\",\"name\":\"" + name
                + "\",\"ack_policy\":\"explicit\",\"ack_wait\":" + ACK_WAIT_NANOS + ",\"max_deliver\":" + deliverMax
                + (filter == null ? "" : ",\"filter_subject\":\"" + filter + "\"") + "}}";
    }

    boolean matches(String subject) {
        return filter == null || filter.equals(subject);
    }

    boolean matches(Kept message) {
        return matches(message.subject());
    }

    boolean needs(Kept message) {
        return matches(message) && !settled.contains(message.sequence());
    }

    void delivered(StreamModel stream, Heard message, long now) {
        long sequence = message.number(1);
        Kept there = stream.find(sequence);
        assertNotNull(there, () -> message + " is not in the stream");
        assertEquals(there.subject() + " " + there.body(), message.subject() + " " + message.body());
        assertTrue(matches(there), () -> message + " is not for " + filter);
        assertFalse(settled.contains(sequence), () -> message + " is settled");
        if (forgetful) {
            deliveries.put(sequence, (int) message.number(0));
            return;
        }
        assertEquals(++number, message.number(2), () -> "numbers have no gap: " + message);
        int times = deliveries.merge(sequence, 1, Integer::sum);
        assertEquals(times, message.number(0), () -> "deliveries of " + message);
        assertTrue(deliverMax < 0 || times <= deliverMax, () -> "delivered too often: " + message);
        if (times == 1) {
            assertTrue(sequence > lastFirst, () -> "not in order: " + message);
            assertEquals(0, ahead(stream, lastFirst, sequence), () -> "messages are left out before " + message);
            lastFirst = sequence;
        } else {
            assertTrue(due.getOrDefault(sequence, 0L) <= now, () -> "again too early: " + message);
        }
        due.put(sequence, now + ACK_WAIT_NANOS);
        assertEquals(ahead(stream, lastFirst, Long.MAX_VALUE), message.number(4), () -> "pending behind " + message);
    }

    private long ahead(StreamModel stream, long after, long before) {
        return stream.kept().stream()
                .filter(this::matches)
                .filter(each -> each.sequence() > after && each.sequence() < before)
                .count();
    }

    /// @param delayNanos · until it may come again
    void rejected(long sequence, long now, long delayNanos) {
        due.put(sequence, now + delayNanos);
    }

    void settled(long sequence) {
        settled.add(sequence);
    }

    /// Who waits for what is not known to the last moment afterwards.
    void restart(boolean killed) {
        due.clear();
        forgetful |= killed;
    }

    /// Whether it may not know that it has delivered a message.
    boolean forgetful() {
        return forgetful;
    }

    /// Whether a message is not to be delivered any more.
    boolean done(Kept message) {
        return !needs(message) || (deliverMax > 0 && deliveries.getOrDefault(message.sequence(), 0) >= deliverMax);
    }
}
