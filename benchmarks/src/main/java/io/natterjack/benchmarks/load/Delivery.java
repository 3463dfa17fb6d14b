package io.natterjack.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Watches subscribers that count on threads of their own.
final class Delivery {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final List<Subscriber> subscribers;
    private final List<Future<Boolean>> outcomes = new ArrayList<>();

    Delivery(List<Subscriber> subscribers, ExecutorService threads) {
        this.subscribers = subscribers;
        subscribers.forEach(subscriber -> outcomes.add(threads.submit(subscriber)));
    }

    long received() {
        return subscribers.stream().mapToLong(Subscriber::received).sum();
    }

    /// When the most recent message of all arrived.
    long lastReadNanos() {
        return subscribers.stream().mapToLong(Subscriber::lastReadNanos).max().orElseThrow();
    }

    /// Returns once so many messages have arrived, or none for some seconds.
    ///
    /// @throws IOException if a subscriber received something else than messages
    void await(long expected) throws IOException, InterruptedException {
        long seen = received();
        long progressNanos = System.nanoTime();
        while (seen < expected && System.nanoTime() - progressNanos < PATIENCE_NANOS) {
            TimeUnit.MILLISECONDS.sleep(2);
            long now = received();
            if (now > seen) {
                seen = now;
                progressNanos = System.nanoTime();
            }
        }
        for (Future<Boolean> outcome : outcomes) {
            if (outcome.isDone()) {
                result(outcome);
            }
        }
    }

    static long sum(List<Future<Long>> counts) throws IOException, InterruptedException {
        long sum = 0;
        for (Future<Long> count : counts) {
            sum += result(count);
        }
        return sum;
    }

    static void closeAll(List<? extends Closeable> connections) throws IOException {
        for (Closeable connection : connections) {
            connection.close();
        }
    }

    private static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
        }
    }
}
