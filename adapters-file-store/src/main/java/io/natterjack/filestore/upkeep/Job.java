package io.natterjack.filestore.upkeep;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.Files;
import io.natterjack.filestore.disk.NoRoomException;
import io.natterjack.filestore.log.StreamLog;
import io.natterjack.filestore.recovery.Checkpoint;
import io.natterjack.filestore.segment.GrowingContents;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentFacts;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.StoredContents;
import io.natterjack.filestore.segment.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// One round of tidying up. The order is what makes it safe to be cut short anywhere: first the log, so that
/// nothing is forgotten that is not known to be gone; then summaries; then the checkpoint, which makes all of it
/// true at once; then deletions.
final class Job {
    private final Surroundings around;
    private final Path folder;
    private final int written;
    private final StreamLog log;
    private final Checkpoint checkpoint;
    private final List<Full> full = new ArrayList<>();
    private final List<Segment> dead;
    private final List<Erasure> erasures;
    private final @Nullable Compaction compaction;
    private final Map<Segment, StoredContents> summaries = new HashMap<>();
    private final List<Segment> left = new ArrayList<>();
    private final List<Segment> undeleted = new ArrayList<>();
    private boolean done;
    private final CountDownLatch finished = new CountDownLatch(1);

    /// A full segment, with what the keeper may see of it.
    private record Full(Segment segment, SegmentFile file, SegmentFacts facts, GrowingContents contents) {}

    /// @param written · number of the segment from which on the log is needed by the checkpoint that is there
    Job(
            Surroundings around,
            Path folder,
            StreamLog log,
            Checkpoint checkpoint,
            int written,
            List<Segment> full,
            List<Segment> dead,
            List<Erasure> erasures,
            @Nullable Compaction compaction) {
        this.around = around;
        this.folder = folder;
        this.written = written;
        this.log = log;
        this.checkpoint = checkpoint;
        this.dead = dead;
        this.erasures = erasures;
        this.compaction = compaction;
        for (Segment segment : full) {
            this.full.add(new Full(segment, segment.file(), segment.facts(), segment.growing()));
        }
    }

    void run() {
        try {
            log.settle(checkpoint.position());
            for (Erasure erasure : erasures) {
                erasure.run();
            }
        } catch (IOException failure) {
            log.freeze(failure);
            keepAll();
            return;
        }
        try {
            for (Full segment : full) {
                StoredContents contents = StoredContents.of(segment.contents);
                new Summary(segment.facts, contents).write(segment.file);
                summaries.put(segment.segment, contents);
            }
            compacted().write(around.disk(), folder, log.file().vault());
            done = true;
            for (Segment segment : dead) {
                delete(segment);
            }
        } catch (NoRoomException failure) {
            around.notes().accept("no room to tidy up " + folder + ": " + failure.getMessage());
            keepAll();
            deleteCovered();
        } catch (IOException | RuntimeException failure) {
            around.problems().accept("cannot tidy up " + folder + ": " + failure.getMessage());
            keepAll();
        }
    }

    /// The checkpoint, with what has been written anew. A segment that turns out to be damaged stays as it is.
    private Checkpoint compacted() throws IOException {
        Compaction work = compaction;
        if (work == null) {
            return checkpoint;
        }
        try {
            work.run();
        } catch (DamagedException failure) {
            around.problems().accept(failure.getMessage() + "; the segment stays as it is");
        }
        return work.in(checkpoint);
    }

    private void keepAll() {
        for (Full segment : full) {
            if (!summaries.containsKey(segment.segment)) {
                left.add(segment.segment);
            }
        }
        undeleted.addAll(dead);
    }

    /// What lies below the floor is known to be gone without a checkpoint: the log says so. But the log itself
    /// begins where the last checkpoint was written.
    private void deleteCovered() {
        for (Segment segment : dead) {
            if (segment.upper() <= checkpoint.floor() && segment.number() < written) {
                try {
                    delete(segment);
                    undeleted.remove(segment);
                } catch (IOException failure) {
                    around.notes().accept("cannot delete " + segment.file() + ": " + failure.getMessage());
                }
            }
        }
    }

    private void delete(Segment segment) throws IOException {
        Disk disk = around.disk();
        SegmentFile file = segment.file();
        if (segment.wiped()) {
            Files.zero(file.handle(), 0, file.handle().size());
            file.handle().sync();
        }
        file.release();
        disk.delete(file.path());
        disk.delete(Summary.path(file));
    }

    void finished() {
        finished.countDown();
    }

    void await() {
        boolean interrupted = false;
        while (true) {
            try {
                finished.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The number from which on the log is read again, if the checkpoint was written; 0 otherwise.
    int written() {
        return done ? checkpoint.scanFrom() : 0;
    }

    /// What was to be written anew.
    @Nullable
    Compaction compaction() {
        return compaction;
    }

    /// Whether the checkpoint was written.
    boolean done() {
        return done;
    }

    /// The summaries that were written.
    Map<Segment, StoredContents> summaries() {
        return summaries;
    }

    /// The full segments that have none yet.
    List<Segment> left() {
        return left;
    }

    List<Segment> undeleted() {
        return undeleted;
    }
}
