package io.natterjack.domain.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// What must be true of a consumer with acknowledgements, kept in sets without any thought of speed.
final class ConsumerModel {
    private final Stage stage;
    private final Map<Long, Integer> deliveries = new HashMap<>();
    private final TreeSet<Long> open = new TreeSet<>();
    private final TreeSet<Long> givenUp = new TreeSet<>();
    private long lastFirst;
    private long number;
    /// After a change of filters nobody outside knows what was passed over before.
    private boolean passedOverUnknown;
    private int filterChanges;
    /// After a reset there may be messages before its place.
    private boolean leftBehind;

    ConsumerModel(Stage stage) {
        this.stage = stage;
    }

    ConsumerModel(ConsumerModel from) {
        stage = from.stage;
        deliveries.putAll(from.deliveries);
        open.addAll(from.open);
        givenUp.addAll(from.givenUp);
        lastFirst = from.lastFirst;
        number = from.number;
        passedOverUnknown = from.passedOverUnknown;
        filterChanges = from.filterChanges;
        leftBehind = from.leftBehind;
    }

    /// What is known after a crash: all of what was saved, and that filters have changed since.
    ConsumerModel backTo(ConsumerModel saved) {
        ConsumerModel before = new ConsumerModel(saved);
        before.passedOverUnknown |= filterChanges != saved.filterChanges;
        before.filterChanges = filterChanges;
        before.leftBehind |= leftBehind;
        return before;
    }

    private SubjectFilter filter() {
        return new SubjectFilter(stage.consumer().config().filters());
    }

    void received(Stage.Received message) {
        long sequence = message.sequence();
        ConsumerConfig config = stage.consumer().config();
        assertEquals(++number, message.number(), "deliveries are counted without a gap");
        assertEquals(deliveries.getOrDefault(sequence, 0) + 1, message.deliveries(), "deliveries of " + sequence);
        if (config.acks().deliverMax() > 0) {
            assertTrue(message.deliveries() <= config.acks().deliverMax(), "delivered too often: " + message);
        }
        if (message.deliveries() == 1) {
            byte[] subject = message.subject().getBytes(UTF_8);
            assertTrue(filter().matches(subject, 0, subject.length));
            assertTrue(sequence > lastFirst, "in order: " + message);
            if (!passedOverUnknown) {
                assertEquals(
                        0, stage.stream().subjects().count(filter(), lastFirst + 1, sequence - 1), "none is left out");
            }
            lastFirst = sequence;
            open.add(sequence);
        } else {
            assertTrue(open.contains(sequence), "only what is open comes again: " + message);
        }
        deliveries.put(sequence, (int) message.deliveries());
    }

    void event(ConsumerEvent event) {
        if (event instanceof ConsumerEvent.MaxDelivered spent) {
            assertEquals(deliveries.get(spent.streamSequence()), (int) spent.deliveries());
            assertTrue(open.remove(spent.streamSequence()), "given up once: " + spent);
            givenUp.add(spent.streamSequence());
        }
    }

    void acknowledged(long sequence, boolean allBefore) {
        if (sequence > lastFirst) {
            return;
        }
        if (allBefore) {
            open.headSet(sequence, true).clear();
            givenUp.headSet(sequence, true).clear();
        } else {
            open.remove(sequence);
            givenUp.remove(sequence);
        }
    }

    /// Forgets what is not in the stream any more.
    void prune() {
        StoredMessage window = new StoredMessage();
        open.removeIf(each -> !stage.stream().reader().read(each, window));
        givenUp.removeIf(each -> !stage.stream().reader().read(each, window));
    }

    void filterChanged() {
        passedOverUnknown = true;
        filterChanges++;
    }

    void reset(long from) {
        deliveries.clear();
        open.clear();
        givenUp.clear();
        lastFirst = from - 1;
        number = 0;
        leftBehind = true;
        passedOverUnknown = false;
    }

    boolean settled() {
        return open.isEmpty();
    }

    void check() {
        ConsumerInfo info = stage.consumer().info();
        assertEquals(open.size(), info.ackPending(), "open: " + open);
        long again = open.stream()
                .filter(each -> deliveries.getOrDefault(each, 0) > 1)
                .count();
        boolean once = stage.consumer().config().acks().deliverMax() == 1;
        assertEquals(once ? 0 : again + givenUp.size(), info.redelivered());
        long last = stage.stream().state().lastSequence();
        long ahead = lastFirst >= last ? 0 : stage.stream().subjects().count(filter(), lastFirst + 1, last);
        if (passedOverUnknown) {
            assertTrue(info.pending() <= ahead);
        } else {
            assertEquals(ahead, info.pending(), "pending behind " + lastFirst);
        }
        checkFloor(info);
        checkRetention();
    }

    /// A stream that keeps what is needed keeps nothing else.
    private void checkRetention() {
        if (stage.stream().config().retention() == RetentionPolicy.LIMITS || passedOverUnknown || leftBehind) {
            return;
        }
        StoredMessage window = new StoredMessage();
        long at = 1;
        while (stage.stream().reader().next(filter(), at, window) && window.sequence() <= lastFirst) {
            long sequence = window.sequence();
            assertTrue(open.contains(sequence) || givenUp.contains(sequence), sequence + " is kept for nobody");
            at = sequence + 1;
        }
    }

    private void checkFloor(ConsumerInfo info) {
        long floor = info.ackFloor().streamSequence();
        long bound = open.isEmpty() ? Long.MAX_VALUE : open.first();
        assertTrue(floor < bound, "floor " + floor + " below " + open);
        assertFalse(
                deliveries.keySet().stream().anyMatch(each -> each > floor && each < bound),
                () -> "floor " + floor + " reaches up to " + open + " of " + new TreeSet<>(deliveries.keySet()));
        assertTrue(info.ackFloor().consumerSequence() <= info.delivered().consumerSequence());
        assertEquals(number, info.delivered().consumerSequence());
        assertTrue(floor <= info.delivered().streamSequence());
    }
}
