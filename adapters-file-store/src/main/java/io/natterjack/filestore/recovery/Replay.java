package io.natterjack.filestore.recovery;

import io.natterjack.filestore.consumer.ConsumerStates;
import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.disk.Files;
import io.natterjack.filestore.log.Position;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.SegmentHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Does again what the log says behind the checkpoint, and finds out where it ends.
final class Replay {
    private final Messages messages;
    private final ConsumerStates consumers;
    private final Segment.Loader loader;
    private final Consumer<String> problems;
    private final Consumer<String> notes;
    private final Boot boot;
    private final boolean killed;
    private final List<Pending> unit = new ArrayList<>();
    private final Set<Long> erased = new HashSet<>();
    private final Set<Long> toErase = new HashSet<>();
    private final List<Recovered.Doomed> doomed = new ArrayList<>();
    private final List<SegmentFile> read = new ArrayList<>();
    private final Set<SegmentFile> filled = new HashSet<>();
    private long safe;
    private long applied;
    private boolean repaired;
    private int end = SegmentHead.BYTES;
    private boolean cut;
    private byte[] tailBytes = {};

    /// A message whose unit is not complete yet.
    @SuppressWarnings("ArrayRecordComponent") // a window on the file
    private record Pending(Segment segment, byte[] bytes, int at, int place) {}

    /// @param safe · up to here the log was safe, and perhaps further
    Replay(
            Messages messages,
            ConsumerStates consumers,
            Segment.Loader loader,
            long safe,
            Boot boot,
            Consumer<String> problems,
            Consumer<String> notes)
            throws IOException {
        this.messages = messages;
        this.consumers = consumers;
        this.loader = loader;
        this.safe = safe;
        this.boot = boot;
        this.killed = boot.goesOn();
        this.problems = problems;
        this.notes = notes;
    }

    /// Messages that are to be overwritten.
    List<Recovered.Doomed> doomed() {
        for (long position : toErase) {
            for (Segment segment : messages.segments().list()) {
                // The place of a record in a segment that was written anew is another one.
                if (segment.number() == Position.segment(position)
                        && segment.file().generation() == 0) {
                    doomed.add(new Recovered.Doomed(segment, Position.place(position)));
                }
            }
        }
        return doomed;
    }

    boolean repaired() {
        return repaired;
    }

    /// @param tail    · the segments behind the checkpoint, in order
    /// @param orphans · those that have lost the ones before them
    /// @return whether there is one to append to
    boolean run(List<SegmentFile> tail, List<SegmentFile> orphans) throws IOException {
        List<SegmentFile> all = new ArrayList<>(tail);
        all.addAll(orphans);
        long claimed = safe;
        if (messages.segments().count() > 0) {
            applied = messages.segments().last().upper();
        }
        for (SegmentFile file : all) {
            SegmentScan scan = SegmentScan.of(file);
            safe = Math.max(safe, scan.safeUpTo());
            erased.addAll(scan.erased());
            if (!scan.runs().isEmpty()) {
                filled.add(file);
            }
        }
        for (SegmentFile file : tail) {
            SegmentScan scan = SegmentScan.of(file);
            if (cut || !follows(scan, read.isEmpty())) {
                break;
            }
            read(scan);
        }
        if (!read.isEmpty()) {
            finish(claimed);
        } else if (safe > Position.of(tail.isEmpty() ? 1 : tail.getFirst().number(), SegmentHead.BYTES)) {
            problems.accept("the newest segment is missing or damaged as a whole");
        }
        drop(all);
        return !read.isEmpty();
    }

    /// Whether a segment goes on where the one before it ends.
    private boolean follows(SegmentScan scan, boolean first) {
        SegmentHead head = scan.head();
        long begin = Position.of(scan.file().number(), 0);
        if (head == null) {
            if (scan.isEmpty() || !wasThere(begin)) {
                return false;
            }
            problems.accept("the head of " + scan.file() + " is damaged");
            repaired = true;
            return true;
        }
        if (!first && end < head.previousEnd() && !erased(messages.segments().last(), tailBytes, head.previousEnd())) {
            if (!killed && safe < begin) {
                return false;
            }
            damage(messages.segments().last(), end, head.previousEnd());
        }
        return true;
    }

    /// Whether the log certainly went on behind a position: then what is missing there is damage.
    private boolean wasThere(long position) {
        return killed || safe > position;
    }

    private void read(SegmentScan scan) throws DamagedException {
        SegmentHead head = scan.head();
        SegmentHead known = head != null
                ? head
                : new SegmentHead(
                        scan.file().stream(),
                        scan.file().number(),
                        scan.file().generation(),
                        messages.lastSequence(),
                        messages.lastNanos(),
                        messages.floor(),
                        end,
                        0);
        Segment segment = new Segment(scan.file(), known, loader);
        read.add(scan.file());
        messages.segments().add(segment);
        end = SegmentHead.BYTES;
        for (SegmentScan.Run run : scan.runs()) {
            if (run.from() > end && !erased(segment, scan.bytes(), run.from())) {
                if (!wasThere(Position.of(segment.number(), end))) {
                    cut = true;
                    break;
                }
                damage(segment, end, run.from());
                complete();
            }
            scan.forEach(run, (bytes, at, place) -> apply(segment, bytes, at, place));
            end = run.to();
        }
        segment.endAt(end);
        tailBytes = scan.bytes();
    }

    /// Whether the only records between the end and the next whole one are those that were being overwritten.
    private boolean erased(Segment segment, byte[] bytes, int next) {
        int at = end;
        while (at < next && erased.contains(Position.of(segment.number(), at))) {
            at += Math.max(Records.HEAD_BYTES, Records.aligned(Records.length(bytes, at)));
        }
        return at == next;
    }

    private void damage(Segment segment, int from, int to) {
        repaired = true;
        segment.damage();
        problems.accept((to - from) + " bytes are damaged in " + segment.file() + " from " + from
                + " on; what was there is lost, be it messages, or that some were removed, or what consumers have left;"
                + " all else is served");
    }

    private void apply(Segment segment, byte[] bytes, int at, int place) {
        int kind = Records.kind(bytes, at);
        if (kind == Records.MESSAGE) {
            unit.add(new Pending(segment, bytes, at, place));
            if ((Records.flags(bytes, at) & Records.MORE) == 0) {
                complete();
            }
            return;
        }
        complete();
        switch (kind) {
            case Records.REMOVE -> remove(bytes, at);
            case Records.REMOVE_THROUGH -> messages.removeThrough(Records.sequence(bytes, at));
            case Records.CONSUMER, Records.CONSUMER_STATE, Records.CONSUMER_GONE -> consumers.apply(bytes, at);
            default -> {}
        }
    }

    private void remove(byte[] bytes, int at) {
        long sequence = Records.sequence(bytes, at);
        if ((Records.flags(bytes, at) & Records.ERASE) != 0) {
            Segment segment = messages.segments().holding(sequence);
            if (segment == null || segment.grows()) {
                toErase.add(Records.timeNanos(bytes, at));
            } else {
                doomed.add(new Recovered.Doomed(segment, segment.contents().place(segment.atOrAfter(sequence))));
            }
            // The message itself may be half overwritten.
            messages.use(sequence);
        }
        messages.remove(sequence);
    }

    private void complete() {
        for (Pending message : unit) {
            long sequence = Records.sequence(message.bytes, message.at);
            if (sequence > applied) {
                messages.add(message.segment, message.bytes, message.at, message.place);
                applied = sequence;
                if ((Records.flags(message.bytes, message.at) & Records.ERASE) != 0) {
                    // It is overwritten, even if the record is damaged that says so.
                    messages.remove(sequence);
                }
            } else {
                problems.accept("message " + sequence + " in " + message.segment.file() + " is out of order");
            }
        }
        unit.clear();
    }

    /// Cuts off what is not whole, so that nothing that comes later is ever taken to belong to it.
    private void finish(long claimed) throws IOException {
        Segment last = messages.segments().last();
        if (!unit.isEmpty()) {
            last = unit.getFirst().segment;
            end = unit.getFirst().place;
            while (messages.segments().last() != last) {
                messages.segments().remove(messages.segments().last());
            }
        }
        last.endAt(end);
        long position = Position.of(last.number(), end);
        repaired |= position < claimed;
        if (position < safe) {
            problems.accept(last.file() + " ends at " + end + ", before what was safe once");
        }
        SegmentScan scan = SegmentScan.of(last.file());
        boolean soiled = scan.soiled(end);
        if (soiled) {
            cutOff(last.file(), scan);
            DiskFile handle = last.file().handle();
            Files.zero(handle, end, scan.bytes().length);
        }
        if (soiled || position != claimed) {
            makeSafe();
        }
    }

    private void cutOff(SegmentFile file, SegmentScan scan) throws IOException {
        if (recordsBehind()) {
            Path kept = Quarantine.copy(file, scan.bytes(), end);
            notes.accept("of what was written last to " + file + " not everything is there: the log ends at " + end
                    + ", and what was behind that is set aside in " + kept);
        } else {
            notes.accept("cut off what was not completely written to " + file + " behind " + end);
        }
        boot.end();
    }

    /// Whether there are whole records behind the end of the log, and not only those of a unit that is not complete.
    private boolean recordsBehind() {
        return cut || !read.containsAll(filled);
    }

    /// What was found may be in the page cache only, and from now on it counts as safe.
    private void makeSafe() throws IOException {
        for (SegmentFile file : read) {
            file.handle().sync();
        }
        SegmentFile file = read.getFirst();
        file.disk().syncFolder(file.folder());
    }

    /// Removes the segments that were not read. What was safe once is only set aside, and what may have been, too.
    private void drop(List<SegmentFile> all) throws IOException {
        boolean dropped = false;
        for (SegmentFile file : all) {
            boolean kept = messages.segments().list().stream().anyMatch(segment -> segment.number() == file.number());
            if (kept || messages.buried(file.number())) {
                continue;
            }
            dropped = true;
            if (Position.of(file.number(), SegmentHead.BYTES) < safe) {
                problems.accept(file + " cannot be read, and was set aside in " + Quarantine.move(file));
            } else if (filled.contains(file) && recordsBehind()) {
                notes.accept(file + " was written last, and what came before it is not there: it is set aside in "
                        + Quarantine.move(file));
            } else {
                file.release();
                file.disk().delete(file.path());
            }
        }
        if (dropped) {
            all.getFirst().disk().syncFolder(all.getFirst().folder());
        }
    }
}
