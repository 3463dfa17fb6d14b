package io.natterjack.domain.jetstream.server;

import io.natterjack.domain.stream.batch.BatchTotal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the open batches of all streams of the server, which live on several shards, and their bytes.
///
/// **Threading.** Any thread.
public final class ServerBatches {
    private final BatchTotal atomic = new Count();
    private final BatchTotal fast = new Count();

    public BatchTotal atomic() {
        return atomic;
    }

    public BatchTotal fast() {
        return fast;
    }

    private static final class Count implements BatchTotal {
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();

        @Override
        public boolean open(int max) {
            if (open.incrementAndGet() <= max) {
                return true;
            }
            open.decrementAndGet();
            return false;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }

        @Override
        public boolean keep(long moreBytes, long max) {
            if (bytes.addAndGet(moreBytes) <= max) {
                return true;
            }
            bytes.addAndGet(-moreBytes);
            return false;
        }

        @Override
        public void release(long lessBytes) {
            bytes.addAndGet(-lessBytes);
        }
    }
}
