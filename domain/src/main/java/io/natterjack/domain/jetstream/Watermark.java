package io.natterjack.domain.jetstream;

import io.natterjack.domain.shard.Shard;
import io.natterjack.domain.shard.Signal;
import io.natterjack.domain.stream.Stream;
import io.natterjack.ports.storage.StorageListener;
import org.jspecify.annotations.Nullable;

/// Brings what the storage says about one stream to the shard that owns it. However often the storage speaks, one task
/// at a time is under way.
///
/// A storage that is as durable as it gets when a commit returns is not listened to: the stream looks by itself.
///
/// **Threading.** Spoken to by any thread; [#attach] before the stream is written to, on the shard.
final class Watermark implements StorageListener {
    private final Shard shard;
    private final boolean atOnce;
    private final Signal reached;
    private @Nullable Stream stream;
    private long ticket;

    /// @param atOnce · every commit is durable when it returns
    Watermark(Shard shard, boolean atOnce) {
        this.shard = shard;
        this.atOnce = atOnce;
        this.reached = new Signal(shard, this::release);
    }

    /// On the shard, as all that is not the listener's.
    void attach(Stream owner) {
        stream = owner;
    }

    @Override
    public void durable(long latest) {
        if (!atOnce) {
            synchronized (this) {
                ticket = latest;
            }
            reached.wake();
        }
    }

    private void release() {
        if (stream != null) {
            stream.durable(latest());
        }
    }

    private synchronized long latest() {
        return ticket;
    }

    @Override
    public void frozen(String why) {
        shard.execute(() -> {
            if (stream != null) {
                stream.frozen(why);
            }
        });
    }
}
