package io.natterjack.filestore.upkeep;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.index.Removed;
import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.recovery.Checkpoint;
import io.natterjack.filestore.recovery.SegmentEntry;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.filestore.segment.StoredContents;
import io.natterjack.filestore.segment.Summary;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Full segments that are written anew, with what was left in them when the owner looked: because little is left,
/// or because they are to be of another form, compressed or encrypted. Neighbours become one segment. It has the
/// number of the first one, and is its next generation. The next checkpoint takes it for the others. Until the
/// owner does so too he reads the old files, and until those are deleted all are there.
///
/// Records that are not messages are left out: the checkpoint knows what they say.
final class Compaction {
    private final List<Old> olds;
    private final int form;
    private @Nullable Segment fresh;
    private @Nullable Segment damaged;

    /// A segment, and what had gone from it when the owner looked.
    private record Old(Segment segment, Removed gone) {
        Old(Segment segment) {
            this(segment, new Removed());
            gone.restore(segment.removed().snapshot());
        }
    }

    /// @param olds · full and not damaged, in order; at least one
    /// @param form · they are to have
    Compaction(List<Segment> olds, int form) {
        this.olds = olds.stream().map(Old::new).toList();
        this.form = form;
    }

    /// Writes the new segment and its summary. The keeper's.
    ///
    /// @throws DamagedException if [#damaged] is
    void run() throws IOException {
        Segment first = olds.getFirst().segment;
        SegmentFile to = first.file().anew((form & SegmentHead.BLOCKS) != 0);
        SegmentHead head = first.head().anew(to.generation(), form);
        Segment copy = new Segment(to, head, first.loader());
        SubjectTable table = new SubjectTable();
        try (FreshSegment out = new FreshSegment(to, head)) {
            for (Old old : olds) {
                copy(old, out, copy, table);
            }
            copy.endAt(out.finish());
        }
        StoredContents summed = StoredContents.of(copy.growing());
        new Summary(copy.facts(), summed).write(to);
        copy.seal(summed);
        fresh = copy;
    }

    private void copy(Old old, FreshSegment out, Segment copy, SubjectTable table) throws IOException {
        try {
            StoredContents contents = contents(old.segment.file());
            LiveRecords records = new LiveRecords(old.segment.file(), old.segment.end());
            for (int i = old.gone.nextLive(0); i < contents.size(); i = old.gone.nextLive(i + 1)) {
                records.read(contents.place(i));
                int place = out.add(records.bytes(), records.at());
                add(copy, table, records.bytes(), records.at(), place, contents.bytes(i));
            }
        } catch (DamagedException failure) {
            damaged = old.segment;
            throw failure;
        }
    }

    private static StoredContents contents(SegmentFile file) throws IOException {
        try {
            return Summary.read(file.disk(), file).contents();
        } catch (NoSuchFileException missing) {
            throw new DamagedException("the summary of " + file + " is missing");
        }
    }

    private static void add(Segment copy, SubjectTable table, byte[] bytes, int at, int place, int size) {
        int from = at + Records.HEAD_BYTES;
        int to = from + Records.nameLength(bytes, at);
        long sequence = Records.sequence(bytes, at);
        boolean marked = (Records.flags(bytes, at) & Records.MARKED) != 0;
        int id = table.add(bytes, from, to, 1, sequence, sequence);
        copy.add(table, id, sequence, Records.timeNanos(bytes, at), place, size, marked);
    }

    /// The segments that were written anew.
    List<Segment> olds() {
        return olds.stream().map(Old::segment).toList();
    }

    /// What they are now; null if that has failed.
    @Nullable
    Segment fresh() {
        return fresh;
    }

    /// The segment that could not be read; null if none.
    @Nullable
    Segment damaged() {
        return damaged;
    }

    /// A checkpoint that knows of this.
    Checkpoint in(Checkpoint checkpoint) {
        Segment made = fresh;
        int last = olds.getLast().segment.number();
        return made == null ? checkpoint : checkpoint.with(SegmentEntry.of(made), last);
    }

    /// Takes away from the new segment what has gone since the owner looked. The owner's.
    ///
    /// @param made    · the new segment
    /// @param there   · the old ones that are still there: of the others everything has gone
    /// @param removed · takes the places of what is taken away
    void catchUp(Segment made, List<Segment> there, IntConsumer removed) {
        int ordinal = 0;
        for (Old old : olds) {
            boolean gone = !there.contains(old.segment);
            for (int i = old.gone.nextLive(0); i < old.segment.messages(); i = old.gone.nextLive(i + 1)) {
                if (gone || old.segment.removed().contains(i)) {
                    made.remove(ordinal);
                    removed.accept(made.contents().place(ordinal));
                }
                ordinal++;
            }
        }
    }
}
