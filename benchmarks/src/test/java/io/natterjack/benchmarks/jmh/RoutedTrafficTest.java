package io.natterjack.benchmarks.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutedTrafficTest {
    private static final int MESSAGES = 100;
    private static final int READS = 1_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 100})
    void everySubscriberGetsEveryMessage(int subscribers) {
        RoutedTraffic traffic = new RoutedTraffic(subscribers, MESSAGES, 16);
        long greetings = traffic.appends();

        traffic.publish();

        assertEquals((long) subscribers * MESSAGES, traffic.appends() - greetings);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8})
    void routingAHundredThousandMessagesAllocatesNothing(int subscribers) {
        RoutedTraffic traffic = new RoutedTraffic(subscribers, MESSAGES, 128);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        allocatedBytes(threads, traffic);

        assertEquals(0, allocatedBytes(threads, traffic));
    }

    private static long allocatedBytes(ThreadMXBean threads, RoutedTraffic traffic) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < READS; i++) {
            traffic.publish();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
