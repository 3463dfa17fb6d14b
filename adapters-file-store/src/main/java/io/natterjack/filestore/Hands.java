package io.natterjack.filestore;

import io.natterjack.filestore.commit.Committer;
import java.util.concurrent.Executor;

/// Who does the work behind the owners' backs: threads, or a simulation.
interface Hands {
    /// Does what nobody waits for, one after the other.
    Executor keeper();

    /// From now on commits are made safe.
    void start(Committer committer);

    /// Somebody waits for a commit.
    void wake();

    /// Has something done again and again.
    void every(long nanos, Runnable work);

    /// A number that no stream ever has had.
    long identity();

    /// Finishes what is under way, and ends.
    void close();
}
