package io.natterjack.domain.jetstream.server;

import io.natterjack.domain.stream.batch.BatchTotal;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the open batches of all streams of the server, which live on several shards.
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
    }
}
