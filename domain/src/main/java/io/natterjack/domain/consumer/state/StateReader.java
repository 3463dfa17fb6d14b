package io.natterjack.domain.consumer.state;

import io.natterjack.domain.consumer.state.ConsumerState.Place;
import io.natterjack.domain.consumer.state.ConsumerState.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what [StateWriter] has written, and nothing else: whatever the bytes are, the answer is a state that makes
/// sense or none at all, and takes room in proportion to the bytes.
final class StateReader {
    private static final int NUMBER_BITS = 63;
    private static final long MILLIS_MAX = Long.MAX_VALUE / StateWriter.DUE_NANOS_UNIT;

    private final byte[] bytes;
    private int at;
    private boolean bad;

    StateReader(byte[] bytes) {
        this.bytes = bytes;
    }

    @Nullable
    ConsumerState read() {
        if (bytes.length == 0 || bytes[at++] != StateWriter.VERSION) {
            return null;
        }
        long next = number();
        long listEnd = number();
        Place delivered = new Place(number(), number());
        Place floor = new Place(number(), number());
        long deliveredNanos = number();
        long ackedNanos = number();
        bad |= next == 0
                || floor.consumerSequence() > delivered.consumerSequence()
                || floor.streamSequence() > delivered.streamSequence();
        long[] givenUp = givenUp(delivered.streamSequence());
        Run[] open = open(delivered);
        return bad || at != bytes.length
                ? null
                : new ConsumerState(next, listEnd, delivered, floor, deliveredNanos, ackedNanos, givenUp, open);
    }

    private long[] givenUp(long last) {
        long runs = number();
        if (bad || runs > bytes.length - at) {
            bad = true;
            return new long[0];
        }
        long[] bounds = new long[(int) (2 * runs)];
        long before = 0;
        for (int run = 0; run < runs && !bad; run++) {
            long distance = number();
            long more = number();
            bad |= distance == 0 || (run > 0 && distance == 1) || !within(before, distance, last);
            bad |= !bad && !within(before + distance, more, last);
            bounds[2 * run] = before + distance;
            before = before + distance + more;
            bounds[2 * run + 1] = before;
        }
        return bounds;
    }

    private Run[] open(Place last) {
        long rest = number();
        List<Run> runs = new ArrayList<>();
        long sequence = 0;
        long consumerSequence = 0;
        long due = 0;
        while (rest > 0 && !bad) {
            long distance = number();
            long consumerDistance = signed();
            long count = number();
            long deliveries = number();
            long dueDistance = signed();
            bad |= distance == 0
                    || count == 0
                    || count > rest
                    || deliveries == 0
                    || deliveries > Integer.MAX_VALUE
                    || !within(sequence, distance, last.streamSequence())
                    || !within(consumerSequence, consumerDistance, last.consumerSequence())
                    || !within(due, dueDistance, MILLIS_MAX);
            if (bad) {
                break;
            }
            sequence += distance;
            consumerSequence += consumerDistance;
            due += dueDistance;
            runs.add(new Run(sequence, consumerSequence, count, (int) deliveries, nanos(due)));
            bad |= !within(sequence, count - 1, last.streamSequence())
                    || !within(consumerSequence, count - 1, last.consumerSequence());
            sequence += count - 1;
            consumerSequence += count - 1;
            rest -= count;
        }
        return runs.toArray(Run[]::new);
    }

    /// One that is never due has lost less than a unit when it was written.
    private static long nanos(long due) {
        return due == MILLIS_MAX ? Long.MAX_VALUE : due * StateWriter.DUE_NANOS_UNIT;
    }

    /// Whether a sum lies between 0 and a bound.
    private static boolean within(long base, long distance, long bound) {
        return distance >= 0 ? distance <= bound - base : distance >= -base;
    }

    private long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /// 0 or more.
    private long number() {
        long value = unsigned();
        bad |= value < 0;
        return value;
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift <= NUMBER_BITS; shift += 7) {
            if (at == bytes.length) {
                bad = true;
                return 0;
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        bad = true;
        return 0;
    }
}
