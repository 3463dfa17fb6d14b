package io.natterjack.domain.shard;

import io.natterjack.domain.routing.Sleeper;
import java.util.concurrent.atomic.AtomicBoolean;

/// Something that may be said often and has to be heard once: however often it is given, one task at a time waits.
///
/// **Threading.** Given by any thread, heard on the shard.
public final class Signal implements Sleeper {
    private final Shard shard;
    private final Runnable task;
    private final AtomicBoolean given = new AtomicBoolean();

    public Signal(Shard shard, Runnable task) {
        this.shard = shard;
        this.task = task;
    }

    /// What was written before this is seen by the task.
    @Override
    public void wake() {
        if (given.compareAndSet(false, true)) {
            shard.execute(this::hear);
        }
    }

    private void hear() {
        given.set(false);
        task.run();
    }
}
