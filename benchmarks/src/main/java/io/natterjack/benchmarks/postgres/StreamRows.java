package io.natterjack.benchmarks.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What streams do that are kept in the same database. The calling thread is the owner of all of them, as a shard
/// is, and the publishers are what it has in mind of them: whoever waits for an acknowledgement publishes nothing.
final class StreamRows {
    private static final byte[] SUBJECT = "orders.new".getBytes(US_ASCII);

    /// What a shard takes in at a time.
    private static final int PASS = 100;

    /// How long a shard waits awake for what it has just committed.
    private static final long LOOK_OUT_NANOS = 300_000;

    private final Storage storage;
    private final byte[] payload;
    private final long nanos;
    private final StoredMessage window = new StoredMessage();
    private int created;

    StreamRows(Storage storage, int payloadBytes, long nanos) {
        this.storage = storage;
        this.payload = new byte[payloadBytes];
        this.nanos = nanos;
    }

    /// A stream with what its publisher waits for.
    private final class Published implements StorageListener {
        private final Thread owner = Thread.currentThread();
        private final StoredStream stream;
        private long sequence;
        private long ticket;
        private volatile long durable;

        Published(StreamKey key) {
            stream = storage.create(key, StreamOptions.DEFAULT, new byte[0], this);
        }

        @Override
        public void durable(long reached) {
            durable = reached;
            LockSupport.unpark(owner);
        }

        @Override
        public void frozen(String why) {
            throw new IllegalStateException(why);
        }

        void append() {
            sequence++;
            window.at(sequence, 1_700_000_000_000_000_000L + sequence, 0)
                    .subject(SUBJECT, 0, SUBJECT.length)
                    .payload(payload, 0, 0, payload.length);
            stream.log().append(window, false);
        }

        /// Waits for the last commit as a shard does, which looks out before it sleeps.
        @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: others may go first, and need not
        void await(long sinceNanos) {
            while (durable < ticket) {
                if (System.nanoTime() - sinceNanos < LOOK_OUT_NANOS) {
                    Thread.yield();
                } else {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }

    private Published create() {
        return new Published(new StreamKey("BENCH", "S" + ++created));
    }

    /// Messages per second, each publisher with a stream and with so many messages on their way.
    double windowed(int streams, int inFlight) {
        List<Windowed> all = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            all.add(new Windowed(create(), inFlight));
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            boolean worked = false;
            for (Windowed one : all) {
                worked |= one.pass();
            }
            if (!worked) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        long acknowledged = all.stream().mapToLong(one -> one.acknowledged).sum();
        double rate = acknowledged * 1e9 / (System.nanoTime() - start);
        all.forEach(one -> one.published.stream.close());
        return rate;
    }

    /// Publishes for a while into a stream that keeps its latest messages only, 50 on their way.
    void busy(long forNanos, int kept) {
        Published published = create();
        Windowed publisher = new Windowed(published, 50);
        long start = System.nanoTime();
        long removed = 0;
        while (System.nanoTime() - start < forNanos) {
            if (!publisher.pass()) {
                LockSupport.parkNanos(1_000_000);
            }
            if (published.sequence - removed > 2L * kept) {
                removed = published.sequence - kept;
                published.stream.log().removeThrough(removed);
            }
        }
        published.stream.close();
    }

    /// A publisher that waits when too many of its messages are on their way.
    private static final class Windowed {
        private final Published published;
        private final int inFlight;
        private final long[] lastOfTicket = new long[1 << 16];
        private long acknowledged;

        Windowed(Published published, int inFlight) {
            this.published = published;
            this.inFlight = inFlight;
        }

        boolean pass() {
            long durable = published.durable;
            acknowledged = lastOfTicket[(int) (durable & (lastOfTicket.length - 1))];
            int free = (int) (inFlight - (published.sequence - acknowledged));
            if (free <= 0) {
                return false;
            }
            for (int i = Math.min(free, PASS); i > 0; i--) {
                published.append();
            }
            long ticket = published.stream.log().commit();
            lastOfTicket[(int) (ticket & (lastOfTicket.length - 1))] = published.sequence;
            return true;
        }
    }

    /// Microseconds from a message to its acknowledgement, one at a time: the median.
    double syncMicros() {
        Published published = create();
        long[] latencies = new long[1_000_000];
        int count = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos && count < latencies.length) {
            long before = System.nanoTime();
            published.append();
            published.ticket = published.stream.log().commit();
            published.await(before);
            latencies[count++] = System.nanoTime() - before;
        }
        published.stream.close();
        Arrays.sort(latencies, 0, count);
        return latencies[count / 2] / 1e3;
    }

    /// Messages per second of publishers that wait for each acknowledgement, all on one stream.
    double concurrent(int publishers) {
        return windowed(1, publishers);
    }

    /// Messages per second of reading a stream of so many messages from the first to the last, nothing of it in memory.
    double replay(int messages, StreamKey key) {
        StorageListener nobody = new StorageListener() {
            @Override
            public void durable(long ticket) {}

            @Override
            public void frozen(String why) {
                throw new IllegalStateException(why);
            }
        };
        try (StoredStream stream = storage.open(key, Durability.DISK, nobody)) {
            long start = System.nanoTime();
            long from = 1;
            int read = 0;
            while (stream.reader().next(SubjectFilter.ALL, from, window)) {
                from = window.sequence() + 1;
                read++;
            }
            if (read != messages) {
                throw new IllegalStateException(read + " of " + messages);
            }
            return read * 1e9 / (System.nanoTime() - start);
        }
    }

    /// Makes a stream to be read.
    void fill(int messages, StreamKey key) {
        Published published = new Published(key);
        for (int i = 1; i <= messages; i++) {
            published.append();
            if (i % 5_000 == 0) {
                published.stream.log().commit();
            }
        }
        published.stream.close();
    }
}
