package io.natterjack.app.kv;

import io.natterjack.domain.kv.KeyValueException;
import io.natterjack.domain.shard.Shard;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Carries calls to a shard and their results back, and leaves nobody waiting when the server ends.
///
/// **Threading.** Any thread. Futures that are handed out by [#shown] complete on threads of their own, so that
/// whatever is hung onto them cannot hold up the shard.
final class ShardCalls {
    /// Of changes that are under way, for all buckets of an account.
    private static final long ROOM_BYTES = 64 << 20;

    private final Shard shard;
    private final ChangeRoom room = new ChangeRoom(ROOM_BYTES);
    private final Executor callbacks = Thread.ofVirtual().name("natterjack-kv-", 0)::start;
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Watching> watching = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    ShardCalls(Shard shard) {
        this.shard = shard;
    }

    Executor callbacks() {
        return callbacks;
    }

    /// Runs something on the shard that has its result at once.
    <T> CompletableFuture<T> call(Supplier<T> task) {
        return callLater(result -> result.complete(task.get()));
    }

    /// Runs something on the shard that has its result later.
    ///
    /// @param task · completes what it is given, unless it throws
    @SuppressWarnings("CollectionUndefinedEquality") // each future is equal to itself, and that is what is wanted
    <T> CompletableFuture<T> callLater(Consumer<CompletableFuture<T>> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        waiting.add(result);
        execute(() -> {
            try {
                task.accept(result);
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        if (ended) {
            result.completeExceptionally(serverEnded());
        }
        var _ = result.whenComplete((_, _) -> waiting.remove(result));
        return result;
    }

    /// Runs a change on the shard, as soon as there is room for it: see [ChangeRoom].
    ///
    /// @param valueBytes · that it holds until it has its result
    /// @param task       · completes what it is given, unless it throws
    /// @throws io.natterjack.domain.kv.KeyValueException if the thread is interrupted while it waits
    <T> CompletableFuture<T> changeLater(int valueBytes, Consumer<CompletableFuture<T>> task) {
        int cost = room.enter(valueBytes);
        CompletableFuture<T> result = callLater(task);
        var _ = result.whenComplete((_, _) -> room.leave(cost));
        return result;
    }

    /// Runs something on the shard, or nothing at all if the server has ended.
    void execute(Runnable task) {
        shard.execute(task);
    }

    /// The same future, for those who may hang anything onto it.
    <T> CompletableFuture<T> shown(CompletableFuture<T> result) {
        CompletableFuture<T> shown = new CompletableFuture<>();
        var _ = result.whenCompleteAsync(
                (value, failure) -> {
                    if (failure == null) {
                        shown.complete(value);
                    } else {
                        shown.completeExceptionally(failure);
                    }
                },
                callbacks);
        return shown;
    }

    /// Waits for a result.
    ///
    /// @throws KeyValueException if that is what it was completed with; or because the thread was interrupted,
    ///         which it still is then
    static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new KeyValueException.Unsafe("interrupted while waiting for the server");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KeyValueException refusal) {
                refusal.fillInStackTrace(); // it was made on the shard, and is wanted where the call was made
                throw refusal;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    void began(Watching watch) {
        watching.add(watch);
        if (ended) {
            watch.serverEnded();
        }
    }

    void over(Watching watch) {
        watching.remove(watch);
    }

    /// The server has ended: whoever waits does so for nothing.
    void end() {
        ended = true;
        waiting.forEach(each -> each.completeExceptionally(serverEnded()));
        watching.forEach(Watching::serverEnded);
    }

    private static KeyValueException serverEnded() {
        return new KeyValueException.Unsafe("the server has ended");
    }
}
