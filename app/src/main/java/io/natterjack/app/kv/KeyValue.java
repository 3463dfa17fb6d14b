package io.natterjack.app.kv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.kv.KeyChange;
import io.natterjack.domain.kv.KeyValueBucket;
import io.natterjack.domain.kv.KeyValueEntry;
import io.natterjack.domain.kv.KeyValueException;
import io.natterjack.domain.kv.KeyValueStatus;
import io.natterjack.domain.kv.WatchOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One bucket of a server in this JVM, without a connection in between. What is done here and what clients do
/// is one: same rules, same revisions, same watchers.
///
/// A change has been made when it is as safe as one that a client is told of: on disk, for a bucket in files.
///
/// **Threading.** Any thread. Methods that do not return a future wait, for the disk if need be; they are fit
/// for virtual threads. Futures complete on virtual threads. Values that are handed over must not be changed
/// before the change has been made.
///
/// **Failure.** A [KeyValueException], thrown or in the future: its class says what was wrong.
public final class KeyValue {
    private final ShardCalls calls;
    private final KeyValueBucket bucket;

    KeyValue(ShardCalls calls, KeyValueBucket bucket) {
        this.calls = calls;
        this.bucket = bucket;
    }

    /// Its name.
    public String bucket() {
        return bucket.name();
    }

    /// The value of a key; empty if it has none, or is gone.
    public Optional<KeyValueEntry> get(String key) {
        return ShardCalls.await(latest(key));
    }

    public CompletableFuture<Optional<KeyValueEntry>> getAsync(String key) {
        return calls.shown(latest(key));
    }

    private CompletableFuture<Optional<KeyValueEntry>> latest(String key) {
        return calls.call(() -> Optional.ofNullable(bucket.latest(key)).filter(KeyValueEntry::present));
    }

    /// What a key was at a revision, if that is still kept; which may be that it was gone.
    public Optional<KeyValueEntry> get(String key, long revision) {
        return ShardCalls.await(calls.call(() -> Optional.ofNullable(bucket.at(key, revision))));
    }

    /// Puts a value, whatever was there.
    ///
    /// @return its revision
    public long put(String key, byte[] value) {
        return apply(KeyChange.put(key, value));
    }

    /// Puts a text as UTF-8.
    public long put(String key, String value) {
        return put(key, value.getBytes(UTF_8));
    }

    public CompletableFuture<Long> putAsync(String key, byte[] value) {
        return applyAsync(KeyChange.put(key, value));
    }

    /// Puts a value where there is none.
    ///
    /// @throws KeyValueException.KeyExists if there is one
    public long create(String key, byte[] value) {
        return apply(KeyChange.create(key, value));
    }

    /// Puts a value where there is none, which goes away by itself.
    ///
    /// @param ttl · a second or more
    /// @throws KeyValueException.KeyExists if there is one
    public long create(String key, byte[] value, Duration ttl) {
        return apply(KeyChange.create(key, value).withTtl(ttl));
    }

    /// Puts a value in place of another one.
    ///
    /// @param revision · of the one to replace
    /// @throws KeyValueException.WrongRevision if that is not the latest any more
    public long update(String key, byte[] value, long revision) {
        return apply(KeyChange.update(key, value, revision));
    }

    /// Marks a key as gone; what it was before can still be read.
    public void delete(String key) {
        apply(KeyChange.delete(key));
    }

    /// Marks a key as gone if nobody has changed it since.
    ///
    /// @throws KeyValueException.WrongRevision if somebody has
    public void delete(String key, long revision) {
        apply(KeyChange.delete(key).ifRevision(revision));
    }

    /// Marks a key as gone, and removes what it was before.
    public void purge(String key) {
        apply(KeyChange.purge(key));
    }

    /// Makes any change, with any condition.
    ///
    /// @return its revision
    public long apply(KeyChange change) {
        return ShardCalls.await(changing(change));
    }

    /// The same, without waiting until it has been made. Up to 64 MiB of values may be under way, for all buckets of an
    /// account, each change counting as a KiB at least; then this waits for room. So does [#putAsync].
    ///
    /// @throws KeyValueException.Refused if the thread is interrupted while it waits for room
    public CompletableFuture<Long> applyAsync(KeyChange change) {
        return calls.shown(changing(change));
    }

    private CompletableFuture<Long> changing(KeyChange change) {
        return calls.changeLater(
                change.value().length,
                result -> bucket.apply(change, new KeyValueBucket.Fate() {
                    @Override
                    public void safe(long revision) {
                        result.complete(revision);
                    }

                    @Override
                    public void unknown(KeyValueException.Unsafe why) {
                        result.completeExceptionally(why);
                    }
                }));
    }

    /// All that is kept of a key, deletions included, the oldest first.
    public List<KeyValueEntry> history(String key) {
        return list(WatchOptions.keys(key).includeHistory());
    }

    /// The keys that have a value, in the order of their latest change.
    public List<String> keys() {
        return keys(">");
    }

    /// The keys that have a value and match one of these.
    ///
    /// @param filters · with `*` and `>`
    public List<String> keys(String... filters) {
        return list(WatchOptions.keys(filters).ignoringDeletes().withoutValues()).stream()
                .map(KeyValueEntry::key)
                .toList();
    }

    /// What a watch with these options would show before it has caught up.
    ///
    /// @param options · not for updates only
    public List<KeyValueEntry> list(WatchOptions options) {
        return ShardCalls.await(listing(options));
    }

    public CompletableFuture<List<KeyValueEntry>> listAsync(WatchOptions options) {
        return calls.shown(listing(options));
    }

    private CompletableFuture<List<KeyValueEntry>> listing(WatchOptions options) {
        if (options.start() == WatchOptions.Start.UPDATES) {
            throw new IllegalArgumentException("there is no end to updates");
        }
        return Listing.of(calls, bucket, options);
    }

    /// Shows a watcher what is there, and what becomes of it.
    ///
    /// @return to be closed when nobody wants to hear of it any more
    public Watching watch(WatchOptions options, Watcher watcher) {
        return ShardCalls.await(Watching.begin(calls, bucket, options, watcher));
    }

    /// Removes what is left of deleted keys.
    ///
    /// @param keep · younger marks of deletion stay, so that watchers who were away can still learn of them
    public void purgeDeletes(Duration keep) {
        List<KeyValueEntry> markers = list(WatchOptions.ALL.withoutValues()).stream()
                .filter(entry -> !entry.present())
                .toList();
        Instant before = Instant.now().minus(keep);
        ShardCalls.await(calls.call(() -> {
            bucket.clear(markers, before);
            return true;
        }));
    }

    public KeyValueStatus status() {
        return ShardCalls.await(calls.call(bucket::status));
    }
}
