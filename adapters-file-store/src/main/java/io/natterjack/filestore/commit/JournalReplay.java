package io.natterjack.filestore.commit;

import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.Files;
import io.natterjack.filestore.record.Bytes;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads what a server that was cut short has left in the journal.
public final class JournalReplay {
    private final CRC32C crc = new CRC32C();
    private final Consumer<String> problems;

    /// Takes a piece of a log.
    @FunctionalInterface
    public interface PieceVisitor {
        void visit(long stream, int segment, int generation, int place, byte[] bytes, int from, int length)
                throws IOException;
    }

    @SuppressWarnings("ArrayRecordComponent") // a window on the file
    private record Found(byte[] file, int at, int length, long epoch, long number) {}

    public JournalReplay(Consumer<String> problems) {
        this.problems = problems;
    }

    /// Shows everything that is in the journal, the oldest first. Showing it again does no harm.
    ///
    /// @return the highest epoch there is; 0 if there is no journal
    public long run(Disk disk, Path folder, PieceVisitor pieces) throws IOException {
        List<List<Found>> halves = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (String name : Journal.FILES) {
            try {
                byte[] file = Files.read(disk, folder.resolve(name));
                List<Found> half = batches(folder.resolve(name), file);
                lengths.add(file.length);
                if (!half.isEmpty()) {
                    halves.add(half);
                }
            } catch (NoSuchFileException _) {
                // Not every journal was ever used, and one may be deleted already.
            }
        }
        if (lengths.size() == 2) {
            checkLengths(folder, lengths.getFirst(), lengths.getLast(), !halves.isEmpty());
        }
        halves.sort((one, other) -> Long.compare(one.getFirst().epoch, other.getFirst().epoch));
        if (!halves.isEmpty() && halves.getLast().getFirst().number > 0) {
            problems.accept(folder + ": the journal is damaged: its beginning is missing");
        }
        for (List<Found> half : halves) {
            for (Found batch : half) {
                show(batch, pieces);
            }
        }
        return halves.isEmpty() ? 0 : halves.getLast().getFirst().epoch;
    }

    /// Both files get all of their room, the first one first, before either is used.
    private void checkLengths(Path folder, int first, int second, boolean used) {
        if (first < second || (used && second < first)) {
            problems.accept(folder.resolve(Journal.FILES.get(first < second ? 0 : 1))
                    + " is cut short: some of what was committed may be missing from it");
        }
    }

    /// The batches of the file's latest epoch. Each was written when the one before it was safe: so if there is
    /// one behind a gap, the gap is damage, and otherwise it is where the server was cut short.
    private List<Found> batches(Path path, byte[] file) {
        List<Found> all = new ArrayList<>();
        int at = 0;
        while (at < file.length) {
            Found batch = batch(file, at);
            if (batch == null || (!all.isEmpty() && batch.epoch != all.getLast().epoch)) {
                at += Batch.SECTOR_BYTES;
                continue;
            }
            if (!all.isEmpty() && batch.number != all.getLast().number + 1) {
                problems.accept(path + " is damaged: some of what was committed is missing from it");
            }
            all.add(batch);
            at += (batch.length + Batch.SECTOR_BYTES - 1) / Batch.SECTOR_BYTES * Batch.SECTOR_BYTES;
        }
        return all;
    }

    private @Nullable Found batch(byte[] file, int at) {
        if (at + Batch.HEAD_BYTES > file.length || Bytes.getLong(file, at) != Batch.MARK) {
            return null;
        }
        int length = Bytes.getInt(file, at + 24);
        boolean whole = length >= Batch.HEAD_BYTES
                && length <= file.length - at
                && Bytes.getInt(file, at + 28) == Batch.checksum(file, at, length, crc);
        return whole ? new Found(file, at, length, Bytes.getLong(file, at + 8), Bytes.getLong(file, at + 16)) : null;
    }

    private static void show(Found batch, PieceVisitor pieces) throws IOException {
        byte[] file = batch.file;
        int at = batch.at + Batch.HEAD_BYTES;
        int end = batch.at + batch.length;
        while (at < end) {
            int length = Bytes.getInt(file, at + 20);
            pieces.visit(
                    Bytes.getLong(file, at),
                    Bytes.getInt(file, at + 8),
                    Bytes.getInt(file, at + 12),
                    Bytes.getInt(file, at + 16),
                    file,
                    at + Batch.PIECE_HEAD_BYTES,
                    length);
            at += Batch.PIECE_HEAD_BYTES + length;
        }
    }
}
