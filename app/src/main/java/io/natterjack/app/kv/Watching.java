package io.natterjack.app.kv;

import io.natterjack.domain.kv.KeyValueBucket;
import io.natterjack.domain.kv.KeyValueEntry;
import io.natterjack.domain.kv.KeyValueWatch;
import io.natterjack.domain.kv.WatchOptions;
import io.natterjack.ports.storage.StorageException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A watch that is under way, until it is closed.
///
/// It goes back and forth: on the shard it takes a portion of what there is, on a thread of its own it shows
/// that to the watcher, and only then it comes back for more. When there is nothing, the bucket wakes it.
///
/// **Threading.** Any thread.
public final class Watching implements AutoCloseable {
    private final ShardCalls calls;
    private final Watcher watcher;
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable KeyValueWatch watch;

    private Watching(ShardCalls calls, Watcher watcher) {
        this.calls = calls;
        this.watcher = watcher;
    }

    static CompletableFuture<Watching> begin(
            ShardCalls calls, KeyValueBucket bucket, WatchOptions options, Watcher watcher) {
        Watching watching = new Watching(calls, watcher);
        return calls.call(() -> {
            watching.watch = bucket.watch(options, watching::wake);
            calls.began(watching);
            watching.pull();
            return watching;
        });
    }

    private void wake() {
        calls.execute(this::pull);
    }

    /// On the shard.
    private void pull() {
        KeyValueWatch place = watch;
        if (place == null || over.get()) {
            return;
        }
        KeyValueWatch.Portion portion = next(place);
        if (!portion.isEmpty()) {
            calls.callbacks().execute(() -> show(portion));
        } else if (portion.more()) {
            wake();
        }
    }

    /// What cannot be read is reported by the storage; the watcher hears that this is the end.
    private static KeyValueWatch.Portion next(KeyValueWatch place) {
        try {
            return place.next();
        } catch (StorageException _) {
            place.close();
            return place.next();
        }
    }

    private void show(KeyValueWatch.Portion portion) {
        boolean shown = false;
        try {
            tell(portion);
            shown = true;
        } finally {
            if (!shown) {
                close();
            }
        }
        calls.execute(this::pull);
    }

    private void tell(KeyValueWatch.Portion portion) {
        for (KeyValueEntry entry : portion.entries()) {
            if (over.get()) {
                return;
            }
            watcher.changed(entry);
        }
        if (portion.caughtUp() && !over.get()) {
            watcher.caughtUp();
        }
        if (portion.ended()) {
            end();
        }
    }

    private void end() {
        if (over.compareAndSet(false, true)) {
            calls.over(this);
            watcher.ended();
        }
    }

    void serverEnded() {
        calls.callbacks().execute(this::end);
    }

    /// Begins no call of the watcher any more; one that is under way goes on. Does nothing the second time.
    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            calls.over(this);
            calls.execute(() -> {
                if (watch != null) {
                    watch.close();
                }
            });
        }
    }
}
