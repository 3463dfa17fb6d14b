package io.natterjack.app.kv;

import io.natterjack.domain.kv.KeyValueEntry;

/// Hears what happens in a bucket.
///
/// **Threading.** One call at a time, in the order of the revisions, on a virtual thread that is the watcher's
/// own while the call lasts: it may block, and call the bucket. While it does not return nothing piles up; it
/// then misses values that have been replaced meanwhile, never the latest of a key.
///
/// **Failure.** A watcher that throws is closed, and the exception goes to the thread's handler of uncaught ones.
@FunctionalInterface
public interface Watcher {
    /// A key has a value, or is gone.
    void changed(KeyValueEntry entry);

    /// Everything that was there when the watch began has been shown. Not said to a watch of updates only.
    default void caughtUp() {}

    /// There is nothing more to hear, because the bucket or the server is gone. Not said to a watch that was
    /// closed.
    default void ended() {}
}
