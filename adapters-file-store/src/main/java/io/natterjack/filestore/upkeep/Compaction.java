package io.natterjack.filestore.upkeep;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.index.Removed;
import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.recovery.SegmentEntry;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.filestore.segment.StoredContents;
import io.natterjack.filestore.segment.Summary;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A full segment of which little is left is written anew, with what was left when the owner looked: under the same
/// number, as the next generation. The next checkpoint takes the one for the other. Until the owner does so too he
/// reads the old file, and until that is deleted both are there.
///
/// Records that are not messages are left out: the checkpoint knows what they say.
final class Compaction {
    private final Segment old;
    private final Removed gone = new Removed();
    private @Nullable Segment fresh;

    /// @param old · not damaged
    Compaction(Segment old) {
        this.old = old;
        gone.restore(old.removed().snapshot());
    }

    /// Writes the new segment and its summary. The keeper's.
    void run() throws IOException {
        StoredContents contents = contents();
        SegmentFile from = old.file();
        int size = SegmentHead.BYTES;
        for (int i = gone.nextLive(0); i < contents.size(); i = gone.nextLive(i + 1)) {
            size += Records.aligned(length(contents.place(i)));
        }
        SegmentFile to = new SegmentFile(
                from.disk(),
                from.folder(),
                from.number(),
                from.generation() + 1,
                from.stream(),
                from.vault(),
                size,
                false);
        SegmentHead head = old.head().anew(to.generation(), old.head().form());
        Segment copy = new Segment(to, head, old.loader());
        byte[] bytes = new byte[size];
        head.write(bytes, 0);
        fill(contents, copy, bytes);
        DiskFile handle = to.handle();
        handle.truncate(0);
        handle.write(bytes, 0, size, 0);
        to.sync();
        StoredContents summed = StoredContents.of(copy.growing());
        new Summary(copy.facts(), summed).write(to);
        copy.seal(summed);
        fresh = copy;
    }

    private StoredContents contents() throws IOException {
        try {
            return Summary.read(old.file().disk(), old.file()).contents();
        } catch (NoSuchFileException missing) {
            throw new DamagedException("its summary is missing");
        }
    }

    private int length(int place) throws IOException {
        byte[] head = new byte[Integer.BYTES];
        old.file().handle().read(head, 0, head.length, place);
        return Records.length(head, 0);
    }

    private void fill(StoredContents contents, Segment copy, byte[] bytes) throws IOException {
        CRC32C crc = new CRC32C();
        SubjectTable table = new SubjectTable();
        int at = SegmentHead.BYTES;
        for (int i = gone.nextLive(0); i < contents.size(); i = gone.nextLive(i + 1)) {
            int place = contents.place(i);
            int length = Math.min(length(place), bytes.length - at);
            old.file().handle().read(bytes, at, length, place);
            if (!Records.valid(bytes, at, length, crc, old.file().seal(), place)) {
                throw new DamagedException("message " + contents.sequence(i) + " is damaged");
            }
            Records.seal(bytes, at, length, crc, copy.file().seal(), at);
            boolean locked = (Records.flags(bytes, at) & Records.LOCKED) != 0;
            byte[] record = locked ? old.file().vault().unlock(bytes, at) : bytes;
            add(copy, table, record, locked ? 0 : at, at, contents.bytes(i));
            at += Records.aligned(length);
        }
        copy.endAt(at);
    }

    private static void add(Segment copy, SubjectTable table, byte[] bytes, int at, int place, int size) {
        int from = at + Records.HEAD_BYTES;
        int to = from + Records.nameLength(bytes, at);
        long sequence = Records.sequence(bytes, at);
        boolean marked = (Records.flags(bytes, at) & Records.MARKED) != 0;
        int id = table.add(bytes, from, to, 1, sequence, sequence);
        copy.add(table, id, sequence, Records.timeNanos(bytes, at), place, size, marked);
    }

    /// The segment that was written anew.
    Segment old() {
        return old;
    }

    /// What it is now; null if that has failed.
    @Nullable
    Segment fresh() {
        return fresh;
    }

    /// How a checkpoint has it.
    @Nullable
    SegmentEntry entry() {
        Segment made = fresh;
        return made == null ? null : SegmentEntry.of(made);
    }

    /// Takes away from the new segment what has gone since the owner looked. The owner's.
    ///
    /// @param made · the new segment
    void catchUp(Segment made, IntConsumer removed) {
        int ordinal = 0;
        for (int i = gone.nextLive(0); i < old.messages(); i = gone.nextLive(i + 1)) {
            if (old.removed().contains(i)) {
                made.remove(ordinal);
                removed.accept(made.contents().place(ordinal));
            }
            ordinal++;
        }
    }
}
