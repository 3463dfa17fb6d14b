package io.natterjack.app.kv;

import io.natterjack.app.run.RunningServer;
import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.JetStream;
import io.natterjack.domain.kv.KeyValueBucket;
import io.natterjack.domain.kv.KeyValueBuckets;
import io.natterjack.domain.kv.KeyValueConfiguration;
import io.natterjack.domain.kv.KeyValueException;
import java.util.List;
import java.util.function.IntSupplier;

/// The buckets of one account.
///
/// **Threading.** Any thread; every method waits. **Failure.** A [KeyValueException].
public final class KeyValues {
    private final AccountStreams streams;
    private final ShardCalls calls;
    private final KeyValueBuckets buckets;
    private final IntSupplier payloadBytesMax;

    private KeyValues(AccountStreams streams, IntSupplier payloadBytesMax) {
        this.streams = streams;
        this.calls = new ShardCalls(streams.shard());
        this.buckets = new KeyValueBuckets(streams);
        this.payloadBytesMax = payloadBytesMax;
    }

    /// @throws IllegalStateException if the account has no JetStream
    public static KeyValues of(RunningServer server, String account) {
        Broker broker = server.broker();
        JetStream jetStream = broker.jetStream();
        if (jetStream == null) {
            throw new IllegalStateException("the server has no JetStream: see NatsServer.Builder.jetStream");
        }
        AccountStreams streams = jetStream.accounts().stream()
                .filter(each -> each.account().name().equals(account))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the account '" + account + "' has no JetStream"));
        KeyValues opened =
                new KeyValues(streams, () -> broker.settings().limits().payloadBytesMax());
        Thread.ofVirtual().name("natterjack-kv-end").start(() -> opened.endWith(server));
        return opened;
    }

    /// Makes a bucket; if it is there as it should be, it is that one.
    ///
    /// @throws KeyValueException.BucketExists if there is another one of that name
    public KeyValue create(KeyValueConfiguration wanted) {
        run(() -> buckets.create(wanted));
        return handle(wanted.bucket());
    }

    /// Changes a bucket.
    ///
    /// @throws KeyValueException.NoSuchBucket if there is none
    public KeyValue update(KeyValueConfiguration wanted) {
        run(() -> buckets.update(wanted));
        return handle(wanted.bucket());
    }

    /// A bucket that is there.
    ///
    /// @throws KeyValueException.NoSuchBucket if it is not
    public KeyValue bucket(String name) {
        KeyValue bucket = handle(name);
        bucket.status();
        return bucket;
    }

    /// Ends a bucket for good, with all that is in it.
    ///
    /// @throws KeyValueException.NoSuchBucket if there is none
    public void delete(String name) {
        run(() -> buckets.delete(name));
    }

    /// Of all buckets, in the order of the alphabet.
    public List<String> names() {
        return ShardCalls.await(calls.call(buckets::names));
    }

    private KeyValue handle(String name) {
        return new KeyValue(calls, new KeyValueBucket(streams, name, payloadBytesMax));
    }

    private void run(Runnable task) {
        ShardCalls.await(calls.call(() -> {
            task.run();
            return true;
        }));
    }

    private void endWith(RunningServer server) {
        try {
            server.awaitStop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        calls.end();
    }
}
