package io.natterjack.filestore;

import io.natterjack.filestore.commit.Committer;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The threads of a storage: one that commits, and one that does what nobody waits for.
final class Crew implements Hands {
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(Crew::keeperThread);
    private volatile @Nullable Thread committing;
    private final SecureRandom identities = new SecureRandom();
    private volatile boolean closed;

    private static Thread keeperThread(Runnable work) {
        return Thread.ofPlatform().name("file-keeper").daemon().unstarted(work);
    }

    @Override
    public Executor keeper() {
        return keeper;
    }

    @Override
    public void start(Committer committer) {
        committing = Thread.ofPlatform().name("file-committer").daemon().start(() -> commit(committer));
    }

    private void commit(Committer committer) {
        while (!closed) {
            if (committer.idle()) {
                LockSupport.park(this);
            } else {
                committer.round();
            }
        }
    }

    @Override
    public long identity() {
        return identities.nextLong();
    }

    @Override
    public void wake() {
        LockSupport.unpark(committing);
    }

    @Override
    public void every(long nanos, Runnable work) {
        var _ = keeper.scheduleWithFixedDelay(work, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closed = true;
        wake();
        Thread thread = committing;
        boolean interrupted = false;
        if (thread != null) {
            interrupted = join(thread);
        }
        keeper.shutdown();
        try {
            while (!keeper.awaitTermination(1, TimeUnit.MINUTES)) {
                keeper.shutdown();
            }
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
    }
}
