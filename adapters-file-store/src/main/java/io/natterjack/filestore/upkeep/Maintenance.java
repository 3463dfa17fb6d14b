package io.natterjack.filestore.upkeep;

import io.natterjack.filestore.consumer.ConsumerStates;
import io.natterjack.filestore.log.StreamLog;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.recovery.Checkpoint;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.filestore.vault.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Tidies up behind a stream: sums up segments that are full, deletes those in which nothing is left, writes
/// others anew, overwrites what is to be erased, and writes checkpoints.
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
    private final Candidates candidates;
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
        Vault vault = log.file().vault();
        int always = vault.locks() && !vault.late() ? SegmentHead.LOCKED : 0;
        this.candidates = new Candidates(messages, around.sizes().largestBytes(), always);
    }

    /// Says where the log ended when the last checkpoint was written.
    ///
    /// @param scanFrom · number of the segment that was the last one then
    public void checkpointed(long end, int scanFrom) {
        position = end;
        written = scanFrom;
    }

    /// Says whether full segments are to be compressed. They change over one by one.
    public void compress(boolean wanted) {
        int locked = log.file().vault().locks() ? SegmentHead.LOCKED : 0;
        candidates.shape(locked | (wanted ? SegmentHead.BLOCKS : 0));
    }

    /// A segment that will not grow any more.
    public void full(Segment segment) {
        full.add(segment);
    }

    /// A message whose bytes are to be overwritten. In a segment that is compressed they cannot be: it is written
    /// anew without the message, and the old file is overwritten as a whole.
    ///
    /// @param place · of its record
    public void erase(Segment segment, int place) {
        if (segment.head().blocks()) {
            segment.wipe();
            candidates.urge(segment);
        } else {
            erasures.add(new Erasure(segment.file(), place));
            if (running != null) {
                // It may just be copied.
                segment.wipe();
            }
        }
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
        Compaction compaction = candidates.next();
        if (compaction == null) {
            compaction = candidates.sealed(full);
        }
        if (compaction != null || waits()) {
            Job job = job(compaction);
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

    private boolean waits() {
        return !full.isEmpty() || !dead.isEmpty() || !erasures.isEmpty();
    }

    private Job job(@Nullable Compaction compaction) {
        full.removeIf(segment -> !messages.segments().contains(segment));
        Checkpoint checkpoint = Checkpoint.of(messages, consumers, log.publish());
        Job job = new Job(around, folder, log, checkpoint, written, full, dead, erasures, compaction);
        full = new ArrayList<>();
        dead = new ArrayList<>();
        erasures = new ArrayList<>();
        return job;
    }

    private void takeUp(Job job) {
        running = null;
        written = Math.max(written, job.written());
        job.summaries().forEach((segment, contents) -> {
            messages.sealed(segment, contents);
            candidates.consider(segment);
        });
        full.addAll(job.left());
        dead.addAll(job.undeleted());
        Compaction compaction = job.compaction();
        Segment fresh = compaction == null ? null : compaction.fresh();
        Segment damaged = compaction == null ? null : compaction.damaged();
        if (damaged != null) {
            damaged.damage();
        }
        if (compaction != null && fresh != null && job.done()) {
            takeUp(compaction, fresh);
        }
    }

    private void takeUp(Compaction compaction, Segment fresh) {
        List<Segment> there = compaction.olds().stream()
                .filter(old -> messages.segments().contains(old))
                .toList();
        if (there.isEmpty()) {
            // They have become empty meanwhile, and will be deleted: so is the new one.
            dead.add(fresh);
            return;
        }
        boolean blocks = fresh.head().blocks();
        compaction.catchUp(fresh, there, place -> {
            if (!blocks) {
                erasures.add(new Erasure(fresh.file(), place));
            }
        });
        if (blocks && fresh.removed().count() > 0 && there.stream().anyMatch(Segment::wiped)) {
            erase(fresh, 0);
        }
        messages.replace(there, fresh);
        candidates.consider(fresh);
    }

    /// Whether something is in the clear that ought not to be: what was stored before there was a key.
    public boolean exposed() {
        return messages.segments().list().stream().anyMatch(candidates::exposed);
    }

    /// Does at once what is needed for segments to have the form they are to have.
    ///
    /// @param bytes · about so much; the rest follows as the stream is used
    /// @return whether nothing went wrong
    public boolean shapeNow(long bytes) {
        long left = bytes;
        boolean went = perform(job(null));
        while (went && left > 0) {
            Compaction compaction = candidates.nextUnshaped();
            if (compaction == null) {
                break;
            }
            left -= compaction.olds().stream().mapToLong(Segment::liveBytes).sum();
            went = perform(job(compaction));
        }
        dead.addAll(messages.takeDead());
        return went && perform(job(null));
    }

    private boolean perform(Job job) {
        job.run();
        takeUp(job);
        dead.addAll(messages.takeDead());
        return job.done();
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
        if (unit || log.isFrozen()) {
            return;
        }
        if (candidates.unshaped() || candidates.sealed(full) != null) {
            shapeNow(around.sizes().largestBytes());
        } else if (log.position() != position || waits()) {
            job(null).run();
        }
    }
}
