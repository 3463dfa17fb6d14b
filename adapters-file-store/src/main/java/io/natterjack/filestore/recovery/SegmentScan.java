package io.natterjack.filestore.recovery;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.SegmentHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A segment as its bytes say, without asking anybody else: runs of whole records, with gaps between them if
/// something is damaged. A record is only believed at its own place in its own segment, so what is inside of
/// payloads, or was left by others, is never taken for one.
///
/// @param bytes · all of the file
/// @param head  · null if it is damaged, or was never written
/// @param runs  · in order; the first begins behind the head if nothing is damaged
@SuppressWarnings("ArrayRecordComponent") // a window on the file
public record SegmentScan(
        SegmentFile file, byte[] bytes, @Nullable SegmentHead head, List<Run> runs) {
    private static final int STEP_BYTES = 8;

    /// Records behind each other.
    ///
    /// @param from · where the first begins
    /// @param to   · where the last ends
    public record Run(int from, int to) {}

    /// Takes one record.
    @FunctionalInterface
    public interface RecordVisitor {
        /// @param place · of the record in the segment
        void visit(byte[] bytes, int at, int place);
    }

    /// Reads a segment.
    public static SegmentScan of(SegmentFile file) throws IOException {
        return of(file, Math.toIntExact(Math.max(file.handle().size(), SegmentHead.BYTES)));
    }

    /// Reads a segment up to a place.
    static SegmentScan of(SegmentFile file, int end) throws IOException {
        byte[] bytes = new byte[end];
        file.read(bytes, 0, end, 0);
        SegmentHead head = SegmentHead.read(bytes);
        boolean right = head != null
                && head.stream() == file.stream()
                && head.number() == file.number()
                && head.generation() == file.generation();
        return new SegmentScan(file, bytes, right ? head : null, runs(bytes, file.seal()));
    }

    private static List<Run> runs(byte[] bytes, long seal) {
        List<Run> runs = new ArrayList<>();
        CRC32C crc = new CRC32C();
        int at = SegmentHead.BYTES;
        while (at + Records.HEAD_BYTES <= bytes.length) {
            int end = at;
            while (Records.valid(bytes, end, bytes.length - end, crc, seal, end)) {
                end += Records.aligned(Records.length(bytes, end));
            }
            if (end > at) {
                runs.add(new Run(at, end));
            }
            at = Math.max(end, at + STEP_BYTES);
        }
        return runs;
    }

    /// Shows the records of a run, as they were before they were encrypted.
    ///
    /// @throws DamagedException if one cannot be decrypted
    public void forEach(Run run, RecordVisitor visitor) throws DamagedException {
        for (int at = run.from; at < run.to; at += Records.aligned(Records.length(bytes, at))) {
            if ((Records.flags(bytes, at) & Records.LOCKED) == 0) {
                visitor.visit(bytes, at, at);
            } else {
                visitor.visit(file.vault().unlock(bytes, at), 0, at);
            }
        }
    }

    /// Whether there is nothing in it.
    public boolean isEmpty() {
        return head == null && runs.isEmpty();
    }

    /// Up to where the log was safe, as far as this segment says; 0 if it does not.
    public long safeUpTo() throws DamagedException {
        long[] safe = new long[1];
        for (Run run : runs) {
            forEach(run, (record, at, _) -> {
                if (Records.kind(record, at) == Records.SAFE) {
                    safe[0] = Math.max(safe[0], Records.sequence(record, at));
                }
            });
        }
        return safe[0];
    }

    /// Positions of records that are to be overwritten.
    Set<Long> erased() throws DamagedException {
        Set<Long> erased = new HashSet<>();
        for (Run run : runs) {
            forEach(run, (record, at, _) -> {
                if (Records.kind(record, at) == Records.REMOVE && (Records.flags(record, at) & Records.ERASE) != 0) {
                    erased.add(Records.timeNanos(record, at));
                }
            });
        }
        return erased;
    }

    /// Whether there is anything but zeros from a place on.
    public boolean soiled(int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return true;
            }
        }
        return false;
    }
}
