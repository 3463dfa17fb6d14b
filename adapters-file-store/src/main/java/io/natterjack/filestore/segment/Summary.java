package io.natterjack.filestore.segment;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.disk.Envelope;
import io.natterjack.filestore.disk.FileKind;
import io.natterjack.filestore.disk.Files;
import io.natterjack.filestore.disk.NewerFormatException;
import io.natterjack.filestore.record.ByteWriter;
import io.natterjack.filestore.record.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file beside a full segment that says what is in it, so that nobody has to read the segment to know.
///
/// @param facts    · of the segment as a whole
/// @param contents · of every message
public record Summary(SegmentFacts facts, StoredContents contents) {
    /// Behind the envelope, the seal, the facts, the first sequence and the number of places.
    private static final int PLACES_AT = 16 + 8 + SegmentFacts.LENGTH_BYTES + 8 + 4;

    private static final String SUFFIX = ".sum";

    /// The name of the summary's file.
    public static Path path(SegmentFile segment) {
        return segment.folder().resolve(SegmentFile.name(segment.number(), segment.generation(), SUFFIX));
    }

    /// Number and generation of a summary's file; null if it is another kind of file.
    public static int @Nullable [] parse(String name) {
        return SegmentFile.parse(name, SUFFIX);
    }

    /// Writes the file and makes it safe; only the name needs a sync of the folder.
    public void write(SegmentFile segment) throws IOException {
        StoredContents all = contents;
        ByteWriter content = new ByteWriter(64 + all.size() * 16 + all.names().length);
        content.putLong(segment.seal());
        facts.write(content);
        content.putLong(all.size() == 0 ? 0 : all.sequence(0));
        ints(content, all.places());
        ints(content, all.sizes());
        ints(content, all.sequences());
        content.putBlock(all.names());
        ints(content, all.nameEnds());
        ints(content, all.postingEnds());
        ints(content, all.postings());
        content.putInt(all.marked().size())
                .putInts(all.marked().array(), all.marked().size());
        byte[] wrapped = segment.vault().wrap(content.array(), content.length());
        byte[] bytes = Envelope.around(
                FileKind.SUMMARY, wrapped, wrapped.length, segment.vault().flags());
        try (DiskFile file = segment.disk().open(path(segment), true)) {
            file.truncate(0);
            file.write(bytes, 0, bytes.length, 0);
            file.sync();
        }
    }

    /// The place of one message, without the checks that the file as a whole gets: the record there has its own.
    static int place(SegmentFile segment, int ordinal) throws IOException {
        if (segment.vault().locks()) {
            throw new DamagedException("it can only be read as a whole");
        }
        byte[] place = new byte[Integer.BYTES];
        try (DiskFile file = segment.disk().open(path(segment), false)) {
            int at = PLACES_AT + ordinal * Integer.BYTES;
            if (file.read(place, 0, place.length, at) < place.length) {
                throw new DamagedException("it is cut short");
            }
        }
        return Bytes.getInt(place, 0);
    }

    private static void ints(ByteWriter content, int[] values) {
        content.putInt(values.length).putInts(values, values.length);
    }

    /// Reads the file.
    ///
    /// @throws DamagedException if it is not what was written, or belongs to another segment
    public static Summary read(Disk disk, SegmentFile segment) throws IOException {
        ByteBuffer content = content(disk, segment);
        SegmentFacts facts = SegmentFacts.read(content);
        long first = content.getLong();
        int[] places = ints(content);
        int[] sizes = ints(content);
        int[] sequences = ints(content);
        byte[] names = new byte[content.getInt()];
        content.get(names);
        int[] nameEnds = ints(content);
        int[] postingEnds = ints(content);
        int[] postings = ints(content);
        int[] marked = ints(content);
        StoredContents contents =
                new StoredContents(first, places, sizes, sequences, names, nameEnds, postingEnds, postings, marked);
        return new Summary(facts, contents);
    }

    private static ByteBuffer content(Disk disk, SegmentFile segment) throws IOException, NewerFormatException {
        ByteBuffer content = segment.vault().unwrap(Envelope.of(FileKind.SUMMARY, Files.read(disk, path(segment))));
        if (content.getLong() != segment.seal()) {
            throw new DamagedException("it belongs to another segment");
        }
        return content;
    }

    private static int[] ints(ByteBuffer content) {
        int[] values = new int[content.getInt()];
        content.asIntBuffer().get(values);
        content.position(content.position() + values.length * Integer.BYTES);
        return values;
    }
}
