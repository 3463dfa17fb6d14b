package io.natterjack.domain.wire.inbound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a lane does about clients that send large messages.
final class TailArraysTest {
    private final TailArrays arrays = new TailArrays();

    @Test
    void theNextLargeMessageTakesTheArrayOfTheOneBefore() {
        byte[] first = arrays.take(130_000);
        arrays.give(first);
        assertSame(first, arrays.take(100_000), "it is free");
        assertNotSame(first, arrays.take(100_000), "it is in use");
    }

    @Test
    void ofTooManyTheLargestStay() {
        List<byte[]> taken = new ArrayList<>();
        for (int length = 1 << 15; length <= 1 << 19; length <<= 1) {
            taken.add(arrays.take(length));
        }
        taken.forEach(arrays::give);
        assertSame(taken.get(1), arrays.take(1), "the smallest was let go, and of the others the smallest is taken");
        assertSame(taken.getLast(), arrays.take((1 << 19) + 1), "the largest is there");
    }

    @Test
    void anExceptionallyLongMessageLeavesNothingBehind() {
        byte[] huge = arrays.take(8 << 20);
        assertEquals(8 << 20, huge.length);
        arrays.give(huge);
        assertNotSame(huge, arrays.take(8 << 20), "it was let go");
    }

    @Test
    void aTailThatGrowsKeepsWhatItHas() {
        InboundTail tail = new InboundTail(arrays);
        byte[] sent = new byte[300_000];
        new SplittableRandom(1).nextBytes(sent);
        for (int from = 0; from < sent.length; from += 50_000) {
            tail.append(sent, from, from + 50_000, 0);
        }
        assertArrayEquals(sent, Arrays.copyOf(tail.bytes(), tail.length()));
        tail.consume(sent.length);
        assertTrue(tail.isEmpty());
        assertTrue(arrays.take(1).length > 32 << 10, "its arrays are the lane's again");
    }
}
