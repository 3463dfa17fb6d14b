package io.natterjack.filestore.recovery;

import io.natterjack.filestore.consumer.ConsumerStates;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.messages.RecordReader;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.Summary;
import io.natterjack.filestore.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings a stream back.
///
/// The checkpoint says which segments are full and what is left in them; their summaries say the rest. The log
/// behind the checkpoint is read record by record and done again. It ends where the last whole unit ends that has
/// all of the log before it, *unless* something proves that more of it was there once: the checkpoint, a later record
/// of kind [io.natterjack.filestore.record.Records#SAFE], or that the machine has not been started anew since
/// ([Boot]). Then what is missing is damage. It is reported, stepped over, and left in its file, and everything behind
/// it is served. Without a proof the loss of power is as good a reason. If there are whole records behind the end of
/// the log then, they are set aside in a file, and that is said.
public final class Recovery {
    private final Disk disk;
    private final Path folder;
    private final long stream;
    private final long firstSequence;
    private final Vault vault;
    private final Consumer<String> problems;
    private final Consumer<String> notes;
    private final List<SegmentEntry> lost = new ArrayList<>();

    /// @param stream   · its identity
    /// @param firstSequence · of a stream in which nothing has happened yet
    /// @param vault    · encrypts what is in it
    /// @param problems · takes what an operator has to know
    /// @param notes    · takes what may interest an operator
    public Recovery(
            Disk disk,
            Path folder,
            long stream,
            long firstSequence,
            Vault vault,
            Consumer<String> problems,
            Consumer<String> notes) {
        this.disk = disk;
        this.folder = folder;
        this.stream = stream;
        this.firstSequence = firstSequence;
        this.vault = vault;
        this.problems = problems;
        this.notes = notes;
    }

    /// @throws IOException if the stream cannot be trusted as a whole
    public Recovered run() throws IOException {
        List<String> names = disk.list(folder);
        boolean begun = Checkpoint.exists(names);
        Checkpoint checkpoint = begun ? Checkpoint.read(disk, folder, vault) : Checkpoint.empty(firstSequence);
        boolean repaired = begun && !Checkpoint.healthy(disk, folder);
        if (repaired) {
            notes.accept("a copy of the checkpoint in " + folder + " is damaged; the other one is used");
        }
        tidy(checkpoint, names);
        ContentsLoader loader = new ContentsLoader(notes);
        Messages messages = new Messages(new RecordReader(), problems);
        ConsumerStates consumers = new ConsumerStates();
        consumers.restore(checkpoint.consumers());
        messages.restore(checkpoint.lastSequence(), checkpoint.lastNanos(), checkpoint.floor());
        for (SegmentEntry entry : checkpoint.segments()) {
            restore(entry, names, messages, loader);
        }
        List<SegmentFile> tail = tail(checkpoint, names);
        Boot boot = new Boot(disk, folder);
        Replay replay = new Replay(messages, consumers, loader, checkpoint.position(), boot, problems, notes);
        boolean writable = replay.run(tail, orphans(checkpoint.scanFrom() + tail.size(), names));
        for (SegmentEntry entry : lost) {
            if (entry.facts().lastSequence() > messages.floor()) {
                problems.accept(name(entry) + " is missing in " + folder + ", with up to "
                        + entry.facts().messages() + " messages");
            }
        }
        boolean changed = repaired || replay.repaired() || !lost.isEmpty();
        return new Recovered(
                messages,
                consumers,
                writable,
                checkpoint.scanFrom(),
                checkpoint.position(),
                changed,
                replay.doomed(),
                loader);
    }

    private void restore(SegmentEntry entry, List<String> names, Messages messages, ContentsLoader loader) {
        if (!names.contains(name(entry))) {
            lost.add(entry);
            return;
        }
        SegmentFile file = file(
                entry.head().number(),
                entry.head().generation(),
                entry.capacity(),
                entry.head().blocks());
        Segment segment = new Segment(file, entry.head(), loader, entry.facts());
        segment.restore(entry.removed(), entry.removedBytes(), entry.damaged());
        messages.restore(segment);
    }

    private static String name(SegmentEntry entry) {
        return SegmentFile.name(entry.head().number(), entry.head().generation(), ".seg");
    }

    private SegmentFile file(int number, int generation, int capacity, boolean blocks) {
        return new SegmentFile(disk, folder, number, generation, stream, vault, capacity, blocks, true);
    }

    /// The segments behind the checkpoint, up to a gap in their numbers.
    private List<SegmentFile> tail(Checkpoint checkpoint, List<String> names) throws IOException {
        List<SegmentFile> tail = new ArrayList<>();
        int number = checkpoint.scanFrom();
        while (names.contains(SegmentFile.name(number, 0, ".seg"))) {
            tail.add(behind(number));
            number++;
        }
        return tail;
    }

    /// The segments behind such a gap.
    private List<SegmentFile> orphans(int from, List<String> names) throws IOException {
        List<SegmentFile> orphans = new ArrayList<>();
        for (String name : names) {
            int[] id = SegmentFile.parse(name);
            if (id != null && id[0] >= from && id[1] == 0) {
                orphans.add(behind(id[0]));
            }
        }
        return orphans;
    }

    private SegmentFile behind(int number) throws IOException {
        SegmentFile file = file(number, 0, Integer.MAX_VALUE, false);
        int size = Math.toIntExact(file.handle().size());
        file.release();
        return file(number, 0, size, false);
    }

    /// Deletes what the checkpoint does not know and nothing can need: what was left when a segment was deleted or
    /// written anew, and that was cut short.
    private void tidy(Checkpoint checkpoint, List<String> names) throws IOException {
        for (String name : names) {
            int[] segment = SegmentFile.parse(name);
            int[] summary = Summary.parse(name);
            int[] id = segment != null ? segment : summary;
            if (id != null && id[0] < checkpoint.scanFrom() && !known(checkpoint, id)) {
                disk.delete(folder.resolve(name));
            }
        }
    }

    private static boolean known(Checkpoint checkpoint, int @Nullable [] id) {
        return id != null
                && checkpoint.segments().stream()
                        .anyMatch(entry ->
                                entry.head().number() == id[0] && entry.head().generation() == id[1]);
    }
}
