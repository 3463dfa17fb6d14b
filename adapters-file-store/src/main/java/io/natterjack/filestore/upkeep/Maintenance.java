package io.natterjack.filestore.upkeep;

import io.natterjack.filestore.consumer.ConsumerStates;
import io.natterjack.filestore.log.StreamLog;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.recovery.Checkpoint;
import io.natterjack.filestore.segment.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Tidies up behind a stream: sums up segments that are full, deletes those in which nothing is left, overwrites
/// what is to be erased, and writes checkpoints.
///
/// The owner collects what there is to do and takes a snapshot; the keeper does it, one [Job] of a stream at a
/// time; what comes of it is handed back to the owner, who takes it up when he comes by.
///
/// Confined to the stream's owner, but for the hand-over.
public final class Maintenance {
    private final Surroundings around;
    private final Path folder;
    private final Messages messages;
    private final ConsumerStates consumers;
    private final StreamLog log;
    private final Queue<Job> done = new ConcurrentLinkedQueue<>();
    private List<Segment> full = new ArrayList<>();
    private List<Segment> dead = new ArrayList<>();
    private List<Erasure> erasures = new ArrayList<>();
    private @Nullable Job running;
    private long position;
    private int written;

    public Maintenance(Surroundings around, Path folder, Messages messages, ConsumerStates consumers, StreamLog log) {
        this.around = around;
        this.folder = folder;
        this.messages = messages;
        this.consumers = consumers;
        this.log = log;
    }

    /// Says where the log ended when the last checkpoint was written.
    ///
    /// @param scanFrom · number of the segment that was the last one then
    public void checkpointed(long end, int scanFrom) {
        position = end;
        written = scanFrom;
    }

    /// A segment that will not grow any more.
    public void full(Segment segment) {
        full.add(segment);
    }

    /// A message whose bytes are to be overwritten.
    public void erase(Erasure erasure) {
        erasures.add(erasure);
    }

    /// Takes up what has been done, and has the next things done. Not to be called within a unit.
    public void run() {
        for (Job job = done.poll(); job != null; job = done.poll()) {
            takeUp(job);
        }
        dead.addAll(messages.takeDead());
        if (running != null || log.isFrozen()) {
            return;
        }
        Segment sparse = messages.takeSparse();
        if (sparse != null || !full.isEmpty() || !dead.isEmpty() || !erasures.isEmpty()) {
            Job job = job(sparse);
            running = job;
            around.keeper().execute(() -> {
                try {
                    job.run();
                } finally {
                    done.add(job);
                    job.finished();
                }
            });
        }
    }

    private Job job(@Nullable Segment sparse) {
        full.removeIf(segment -> !messages.segments().contains(segment));
        Checkpoint checkpoint = Checkpoint.of(messages, consumers, log.publish());
        Job job = new Job(
                around,
                folder,
                log,
                checkpoint,
                written,
                full,
                dead,
                erasures,
                sparse == null ? null : new Compaction(sparse));
        full = new ArrayList<>();
        dead = new ArrayList<>();
        erasures = new ArrayList<>();
        return job;
    }

    private void takeUp(Job job) {
        running = null;
        written = Math.max(written, job.written());
        job.summaries().forEach((segment, contents) -> messages.sealed(segment, contents));
        full.addAll(job.left());
        dead.addAll(job.undeleted());
        Compaction compaction = job.compaction();
        Segment fresh = compaction == null ? null : compaction.fresh();
        if (compaction != null && fresh != null) {
            takeUp(compaction, fresh);
        }
    }

    private void takeUp(Compaction compaction, Segment fresh) {
        Segment old = compaction.old();
        if (!messages.segments().contains(old)) {
            // It has become empty meanwhile, and will be deleted: so is the new one.
            dead.add(fresh);
            return;
        }
        compaction.catchUp(fresh, place -> erasures.add(new Erasure(fresh.file(), place)));
        messages.replace(old, fresh);
    }

    /// Waits for what is under way, does what is left, and writes a last checkpoint.
    ///
    /// @param unit · whether the log ends within a unit, which is not to be kept
    public void close(boolean unit) {
        Job job = running;
        if (job != null) {
            job.await();
        }
        for (Job finished = done.poll(); finished != null; finished = done.poll()) {
            takeUp(finished);
        }
        dead.addAll(messages.takeDead());
        boolean changed = log.position() != position || !full.isEmpty() || !dead.isEmpty() || !erasures.isEmpty();
        if (changed && !unit && !log.isFrozen()) {
            job(null).run();
        }
    }
}
