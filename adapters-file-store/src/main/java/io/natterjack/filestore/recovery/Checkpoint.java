package io.natterjack.filestore.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.filestore.consumer.ConsumerState;
import io.natterjack.filestore.consumer.ConsumerStates;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.FileKind;
import io.natterjack.filestore.disk.TwinFile;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.record.ByteWriter;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.vault.Vault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything about a stream that is not in its full segments and their summaries, at one moment: which segments
/// there are, which of their messages are gone, and what the consumers have left. Reading the log from `scanFrom`
/// on makes up for what has happened since; doing again what the checkpoint knows already changes nothing.
///
/// @param position · where the log ended. It was safe up to there when this was written
/// @param scanFrom · number of the segment that was written to then
/// @param floor    · sequence up to which everything was removed
/// @param segments · all before `scanFrom`, in order
public record Checkpoint(
        long position,
        int scanFrom,
        long lastSequence,
        long lastNanos,
        long floor,
        List<SegmentEntry> segments,
        Map<String, ConsumerState> consumers) {
    private static final String NAME = "checkpoint";

    /// Of a stream in which nothing has happened yet.
    public static Checkpoint empty(long firstSequence) {
        return new Checkpoint(0, 1, firstSequence - 1, 0, firstSequence - 1, List.of(), Map.of());
    }

    /// Of a stream as it is now. The arrays in it are shared and not written to.
    ///
    /// @param position · where the log ends
    public static Checkpoint of(Messages messages, ConsumerStates consumers, long position) {
        Segment newest = messages.segments().last();
        List<SegmentEntry> entries = new ArrayList<>();
        for (Segment segment : messages.segments().list()) {
            if (segment != newest) {
                entries.add(SegmentEntry.of(segment));
            }
        }
        return new Checkpoint(
                position,
                newest.number(),
                messages.lastSequence(),
                messages.lastNanos(),
                messages.floor(),
                entries,
                consumers.snapshot());
    }

    /// With another generation of a segment, which may hold what was in some that follow it.
    ///
    /// @param last · number of the last one of those
    public Checkpoint with(SegmentEntry fresh, int last) {
        int first = fresh.head().number();
        List<SegmentEntry> entries = new ArrayList<>();
        for (SegmentEntry entry : segments) {
            int number = entry.head().number();
            if (number == first) {
                entries.add(fresh);
            } else if (number < first || number > last) {
                entries.add(entry);
            }
        }
        return new Checkpoint(position, scanFrom, lastSequence, lastNanos, floor, entries, consumers);
    }

    /// @throws IOException if it cannot be read, or not be believed
    public static Checkpoint read(Disk disk, Path folder, Vault vault) throws IOException {
        ByteBuffer content = vault.unwrap(file(disk, folder).read());
        long position = content.getLong();
        int scanFrom = content.getInt();
        long lastSequence = content.getLong();
        long lastNanos = content.getLong();
        long floor = content.getLong();
        int count = content.getInt();
        List<SegmentEntry> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            segments.add(SegmentEntry.read(content));
        }
        int consumers = content.getInt();
        Map<String, ConsumerState> states = new LinkedHashMap<>();
        for (int i = 0; i < consumers; i++) {
            String name = Texts.text(content);
            byte[] definition = Texts.block(content);
            states.put(name, new ConsumerState(definition, content.get() == 0 ? null : Texts.block(content)));
        }
        return new Checkpoint(position, scanFrom, lastSequence, lastNanos, floor, segments, states);
    }

    /// Replaces what is there. On return it is safe.
    public void write(Disk disk, Path folder, Vault vault) throws IOException {
        ByteWriter content = new ByteWriter(1 << 12);
        content.putLong(position)
                .putInt(scanFrom)
                .putLong(lastSequence)
                .putLong(lastNanos)
                .putLong(floor);
        content.putInt(segments.size());
        segments.forEach(segment -> segment.write(content));
        content.putInt(consumers.size());
        consumers.forEach((name, consumer) -> {
            content.putBlock(name.getBytes(UTF_8)).putBlock(consumer.definition());
            byte[] state = consumer.state();
            content.putByte(state == null ? 0 : 1);
            if (state != null) {
                content.putBlock(state);
            }
        });
        byte[] wrapped = vault.wrap(content.array(), content.length());
        file(disk, folder).write(wrapped, wrapped.length, vault.flags());
    }

    /// Whether there ever was one. It is there before the first segment is full.
    static boolean exists(List<String> names) {
        return names.contains(NAME) || names.contains(NAME + ".copy");
    }

    /// Whether both copies are as they should be.
    public static boolean healthy(Disk disk, Path folder) throws IOException {
        return file(disk, folder).healthy();
    }

    private static TwinFile file(Disk disk, Path folder) {
        return new TwinFile(disk, folder, NAME, FileKind.CHECKPOINT);
    }
}
