package io.natterjack.domain.kv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// A broker whose buckets can be used from inside, where they live, and by clients.
final class TestBuckets {
    private final TestBroker broker = TestBroker.withStreams();
    private final AccountStreams streams = Objects.requireNonNull(
                    broker.broker().jetStream())
            .accounts()
            .stream()
            .filter(each -> each.account().name().equals("$G"))
            .findFirst()
            .orElseThrow();
    private final KeyValueBuckets buckets = new KeyValueBuckets(streams);
    private final List<Long> safe = new ArrayList<>();
    private final List<String> unsafe = new ArrayList<>();
    private final TestClient client = broker.client();

    KeyValueBuckets all() {
        return buckets;
    }

    /// Makes a bucket.
    KeyValueBucket bucket(KeyValueConfiguration configuration) {
        buckets.create(configuration);
        broker.settles();
        return bucket(configuration.bucket());
    }

    /// One that may be there.
    KeyValueBucket bucket(String name) {
        return new KeyValueBucket(streams, name, () -> 1 << 20);
    }

    /// Applies a change, and sees it become safe.
    long apply(KeyValueBucket bucket, KeyChange change) {
        return onShard(() -> bucket.apply(change, remembering()));
    }

    /// Does something where buckets live, and lets everything come to rest.
    <T> T onShard(Supplier<T> task) {
        List<T> result = new ArrayList<>();
        List<KeyValueException> failure = new ArrayList<>();
        streams.shard().execute(() -> {
            try {
                result.add(task.get());
            } catch (KeyValueException e) {
                failure.add(e);
            }
        });
        broker.settles();
        if (!failure.isEmpty()) {
            throw failure.getFirst();
        }
        return result.getFirst();
    }

    long put(KeyValueBucket bucket, String key, String value) {
        return apply(bucket, KeyChange.put(key, value.getBytes(UTF_8)));
    }

    KeyValueBucket.Fate remembering() {
        return new KeyValueBucket.Fate() {
            @Override
            public void safe(long revision) {
                safe.add(revision);
            }

            @Override
            public void unknown(KeyValueException.Unsafe why) {
                unsafe.add(String.valueOf(why.getMessage()));
            }
        };
    }

    /// Revisions in the order in which they have become safe.
    List<Long> safe() {
        return safe;
    }

    /// Why it is not known of other changes whether they are.
    List<String> unsafe() {
        return unsafe;
    }

    /// The storage of a bucket has failed.
    void fails(KeyValueBucket bucket) {
        HostedStream hosted = Objects.requireNonNull(streams.find(KeyValueNames.stream(bucket.name())));
        hosted.stream().frozen("the disk is gone");
    }

    void passes(long nanos) {
        broker.passes(nanos);
        streams.shard().execute(() -> {});
        broker.settles();
    }

    /// The time of the latest pass, since 1970.
    long nowNanos() {
        return streams.shard().nowNanos();
    }

    /// Another client.
    TestClient client() {
        return broker.client();
    }

    /// What a client gets that asks for something.
    String asks(String subject, String body) {
        client.says("SUB _R 9\r\nPUB " + subject + " _R " + body.length() + "\r\n" + body + "\r\nUNSUB 9 1\r\n");
        broker.settles();
        return client.hears();
    }

    /// Everything that a watch has to say for now.
    static Heard drain(KeyValueWatch watch) {
        List<KeyValueEntry> entries = new ArrayList<>();
        int caughtUpAt = -1;
        while (true) {
            KeyValueWatch.Portion portion = watch.next();
            entries.addAll(portion.entries());
            if (portion.caughtUp()) {
                caughtUpAt = entries.size();
            }
            if (!portion.more()) {
                return new Heard(entries, caughtUpAt, portion.ended());
            }
        }
    }

    /// @param caughtUpAt · how many entries came before the word that the past is over; -1 if it did not come
    record Heard(List<KeyValueEntry> entries, int caughtUpAt, boolean ended) {
        /// `operation key=value@revision` of each.
        List<String> shown() {
            return entries.stream().map(TestBuckets::shown).toList();
        }
    }

    static String shown(KeyValueEntry entry) {
        return entry.operation() + " " + entry.key() + "=" + entry.text() + "@" + entry.revision();
    }
}
