package io.natterjack.app.kv;

import io.natterjack.domain.kv.KeyValueBucket;
import io.natterjack.domain.kv.KeyValueEntry;
import io.natterjack.domain.kv.KeyValueWatch;
import io.natterjack.domain.kv.WatchOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Collects what is in a bucket, portion by portion, so that a large one does not hold up everybody else on its
/// shard.
final class Listing {
    private final ShardCalls calls;
    private final KeyValueWatch watch;
    private final CompletableFuture<List<KeyValueEntry>> result;
    private final List<KeyValueEntry> found = new ArrayList<>();

    private Listing(ShardCalls calls, KeyValueWatch watch, CompletableFuture<List<KeyValueEntry>> result) {
        this.calls = calls;
        this.watch = watch;
        this.result = result;
    }

    /// @param options · of the past, not of updates
    static CompletableFuture<List<KeyValueEntry>> of(ShardCalls calls, KeyValueBucket bucket, WatchOptions options) {
        return calls.callLater(result -> new Listing(calls, bucket.watch(options, () -> {}), result).collect());
    }

    private void collect() {
        KeyValueWatch.Portion portion = watch.next();
        found.addAll(portion.entries());
        if (portion.caughtUp() || portion.ended()) {
            watch.close();
            result.complete(List.copyOf(found));
        } else {
            calls.execute(this::goOn);
        }
    }

    private void goOn() {
        try {
            collect();
        } catch (RuntimeException e) {
            watch.close();
            result.completeExceptionally(e);
        }
    }
}
