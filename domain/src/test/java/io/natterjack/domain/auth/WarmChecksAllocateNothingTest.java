package io.natterjack.domain.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.natterjack.domain.account.SubjectMappings;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.settings.MappingSettings.Destination;
import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.subject.MappedSubject;
import io.natterjack.domain.subject.Subjects;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WarmChecksAllocateNothingTest {
    private static final int ROUNDS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final byte[] subject = Subjects.bytes("orders.eu.created");

    @Test
    void permissions() {
        Permissions permissions = Permissions.of(new PermissionSettings(
                List.of("orders.*.*", "other.>"), List.of("orders.us.>"), null, List.of("orders.*.deleted"), null));
        assertEquals(0, allocated(() -> {
            permissions.mayPublish(subject, 0, subject.length);
            permissions.mayDeliver(subject, 0, subject.length);
            permissions.mayDeliver(subject, 0, subject.length, subject);
        }));
    }

    @Test
    void mappings() {
        SubjectMappings mappings = SubjectMappings.of(
                List.of(
                        new MappingSettings("misses.*", List.of(new Destination("never.$1", 100, ""))),
                        new MappingSettings(
                                "orders.*.>",
                                List.of(
                                        new Destination("shop.{{partition(7,1)}}.$1.>", 30, ""),
                                        new Destination("shop.{{sliceFromLeft(1,1)}}.>", 30, "")))),
                null);
        MappedSubject mapped = new MappedSubject();
        SplittableRandom random = new SplittableRandom(1);
        assertEquals(0, allocated(() -> mappings.map(subject, 0, subject.length, random, mapped)));
    }

    private long allocated(Runnable checks) {
        long thread = Thread.currentThread().threadId();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int round = 0; round < ROUNDS; round++) {
                checks.run();
            }
            least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / ROUNDS);
        }
        return least;
    }
}
