package io.natterjack.netty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Counting handshakes as the reference server counts them.
final class HandshakeRateTest {
    private static final long SECOND = 1_000_000_000L;

    private static int allowed(HandshakeRate rate, long nowNanos, int handshakes) {
        int count = 0;
        for (int i = 0; i < handshakes; i++) {
            count += rate.allow(nowNanos) ? 1 : 0;
        }
        return count;
    }

    @Test
    void aWindowLetsItsShareIn() {
        HandshakeRate rate = new HandshakeRate(3);

        assertEquals(3, allowed(rate, 0, 10));
        assertEquals(0, allowed(rate, SECOND, 10));
        assertEquals(3, allowed(rate, SECOND + 1, 10));
    }

    @Test
    void timeMayWrap() {
        HandshakeRate rate = new HandshakeRate(1);

        assertEquals(1, allowed(rate, Long.MAX_VALUE, 5));
        assertEquals(0, allowed(rate, Long.MAX_VALUE + SECOND, 5));
        assertEquals(1, allowed(rate, Long.MAX_VALUE + SECOND + 1, 5));
    }

    @Test
    void noLimitLetsEverybodyIn() {
        assertEquals(1000, allowed(new HandshakeRate(0), 0, 1000));
    }
}
