package io.natterjack.app.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.LaneExecutorContract;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.run.LaneExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardThreadTest implements LaneExecutorContract {
    private final RecordedLog log = new RecordedLog();
    private final ShardThread shard = new ShardThread(7, log);

    @Override
    public LaneExecutor executor() {
        return shard;
    }

    @AfterEach
    void end() {
        shard.close();
    }

    @Test
    void aFailureOfATaskIsLogged() {
        shard.execute(() -> {
            throw new IllegalStateException("thrown by a test");
        });

        assertTrue(shard.awaitSubmitted(TimeUnit.SECONDS.toNanos(10)));
        assertEquals(
                List.of("ERR A task of a shard failed: java.lang.IllegalStateException: thrown by a test"),
                log.lines());
    }

    @Test
    void nothingIsLostHoweverTasksArrive() throws InterruptedException {
        int each = 20_000;
        AtomicInteger ran = new AtomicInteger();
        List<Thread> publishers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            publishers.add(Thread.ofPlatform().start(() -> {
                for (int task = 0; task < each; task++) {
                    shard.execute(ran::incrementAndGet);
                    if (task % 100 == 0) {
                        shard.awaitSubmitted(TimeUnit.SECONDS.toNanos(10));
                    }
                }
            }));
        }
        for (Thread publisher : publishers) {
            publisher.join();
        }

        assertTrue(shard.awaitSubmitted(TimeUnit.SECONDS.toNanos(10)));
        assertEquals(4 * each, ran.get());
    }

    @Test
    void alarmsGoOffWhileTasksKeepComing() throws InterruptedException {
        CountDownLatch off = new CountDownLatch(1);
        shard.after(TimeUnit.MILLISECONDS.toNanos(5), off::countDown);
        shard.execute(new Runnable() {
            @Override
            public void run() {
                if (off.getCount() > 0) {
                    shard.execute(this);
                }
            }
        });

        assertTrue(off.await(10, TimeUnit.SECONDS));
    }

    @Test
    void closingRunsWhatWasSubmittedAndNothingAfterwards() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            shard.execute(ran::incrementAndGet);
        }

        shard.close();
        shard.execute(ran::incrementAndGet);

        assertEquals(1000, ran.get());
        assertFalse(shard.awaitSubmitted(TimeUnit.MILLISECONDS.toNanos(20)));
    }

    @Test
    void oneThatIsNeverUsedClosesAtOnce() {
        new ShardThread(8, log).close();

        assertEquals(List.of(), log.lines());
    }
}
