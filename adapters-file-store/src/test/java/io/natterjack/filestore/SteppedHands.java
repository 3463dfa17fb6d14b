package io.natterjack.filestore;

import io.natterjack.filestore.commit.Committer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Does the work behind the owners' backs when it is told to.
final class SteppedHands implements Hands {
    private final Deque<Runnable> jobs = new ArrayDeque<>();
    private final SplittableRandom identities;
    private @Nullable Committer committer;

    SteppedHands(long seed) {
        identities = new SplittableRandom(seed);
    }

    @Override
    public Executor keeper() {
        return jobs::add;
    }

    @Override
    public void start(Committer fresh) {
        committer = fresh;
    }

    @Override
    public void wake() {
        // Rounds are run by the simulation.
    }

    @Override
    public void every(long nanos, Runnable work) {
        // There is no time.
    }

    @Override
    public long identity() {
        return identities.nextLong();
    }

    /// Runs one round of commits.
    void commit() {
        Committer all = committer;
        if (all != null) {
            all.round();
        }
    }

    /// Does one job, if there is one.
    void keep() {
        Runnable job = jobs.poll();
        if (job != null) {
            job.run();
        }
    }

    /// Does all there is to do.
    void finish() {
        commit();
        while (!jobs.isEmpty()) {
            keep();
        }
    }

    @Override
    public void close() {
        finish();
    }
}
