package io.natterjack.filestore.recovery;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.GrowingContents;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.StoredContents;
import io.natterjack.filestore.segment.Summary;
import io.natterjack.ports.storage.stream.StoredSize;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;

/// Reads the summaries of full segments, and makes those again that are missing or damaged, out of the segments.
public final class ContentsLoader implements Segment.Loader {
    /// As many as are kept from being dropped when memory gets short.
    private static final int RECENT = 4;

    private final Consumer<String> notes;
    private final StoredContents[] recent = new StoredContents[RECENT];
    private int next;

    /// @param notes · takes what has been repaired
    public ContentsLoader(Consumer<String> notes) {
        this.notes = notes;
    }

    @Override
    public StoredContents load(Segment segment) throws IOException {
        StoredContents contents = read(segment);
        recent[next++ % RECENT] = contents;
        return contents;
    }

    private StoredContents read(Segment segment) throws IOException {
        try {
            Summary summary = Summary.read(segment.file().disk(), segment.file());
            if (summary.facts().equals(segment.facts())) {
                return summary.contents();
            }
            throw new DamagedException("it does not fit to the checkpoint");
        } catch (DamagedException | NoSuchFileException failure) {
            StoredContents contents = rebuild(segment);
            notes.accept(Summary.path(segment.file()) + " was made anew: " + failure.getMessage());
            new Summary(segment.facts(), contents).write(segment.file());
            return contents;
        }
    }

    private static StoredContents rebuild(Segment segment) throws IOException {
        SegmentScan scan = SegmentScan.of(segment.file(), segment.end());
        SubjectTable table = new SubjectTable();
        GrowingContents contents = new GrowingContents(segment.number());
        for (SegmentScan.Run run : scan.runs()) {
            scan.forEach(run, (bytes, at, place) -> {
                if (Records.kind(bytes, at) == Records.MESSAGE) {
                    add(contents, table, bytes, at, place);
                }
            });
        }
        if (contents.size() != segment.messages()) {
            throw new IOException("its summary is damaged, and so is the segment: " + contents.size()
                    + " messages are left of " + segment.messages());
        }
        return StoredContents.of(contents);
    }

    private static void add(GrowingContents contents, SubjectTable table, byte[] bytes, int at, int place) {
        int from = at + Records.HEAD_BYTES;
        int length = Records.nameLength(bytes, at);
        long sequence = Records.sequence(bytes, at);
        int size = (int) StoredSize.durable(length, Records.headerLength(bytes, at), Records.payloadLength(bytes, at));
        boolean marked = (Records.flags(bytes, at) & Records.MARKED) != 0;
        int id = table.add(bytes, from, from + length, 1, sequence, sequence);
        contents.add(table, id, sequence, place, size, marked);
    }
}
