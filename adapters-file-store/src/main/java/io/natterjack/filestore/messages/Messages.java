package io.natterjack.filestore.messages;

import io.natterjack.filestore.index.Removed;
import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.GrowingContents;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.Segments;
import io.natterjack.filestore.segment.StoredContents;
import io.natterjack.ports.storage.stream.StoredSize;
import io.natterjack.ports.storage.stream.StreamState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is in a stream: the segments, the subjects, and the totals. Every change goes through here, when it
/// happens and when it is read again from the log after a restart.
///
/// Confined to the stream's owner.
public final class Messages {
    private final Segments segments = new Segments();
    private final SubjectTable subjects = new SubjectTable();
    private final RecordReader records;
    private final Consumer<String> problems;
    private final List<Segment> dead = new ArrayList<>();
    private final Set<Segment> sparse = new LinkedHashSet<>();
    private long count;
    private long bytes;
    private long firstSequence = 1;
    private long firstNanos;
    private boolean firstKnown = true;
    private long lastSequence;
    private long lastNanos;
    private long floor;

    public Messages(RecordReader records, Consumer<String> problems) {
        this.records = records;
        this.problems = problems;
    }

    public Segments segments() {
        return segments;
    }

    public SubjectTable subjects() {
        return subjects;
    }

    public RecordReader records() {
        return records;
    }

    public long lastSequence() {
        return lastSequence;
    }

    public long lastNanos() {
        return lastNanos;
    }

    /// Up to here everything was removed.
    public long floor() {
        return floor;
    }

    /// Starts from what a checkpoint says.
    public void restore(long last, long lastTimeNanos, long removedThrough) {
        lastSequence = last;
        lastNanos = lastTimeNanos;
        floor = removedThrough;
        firstKnown = false;
    }

    /// Takes in a segment that is full, with what is left in it.
    public void restore(Segment segment) {
        if (segment.live() == 0) {
            dead.add(segment);
            return;
        }
        segments.add(segment);
        if (segment.sparse()) {
            sparse.add(segment);
        }
        count += segment.live();
        bytes += segment.liveBytes();
        StoredContents contents = segment.stored();
        Removed removed = segment.removed();
        int[] postings = contents.postings();
        for (int subject = 0; subject < contents.subjects(); subject++) {
            int live = 0;
            int first = -1;
            int last = -1;
            for (int i = contents.postingsFrom(subject); i < contents.postingsTo(subject); i++) {
                if (!removed.contains(postings[i])) {
                    first = live == 0 ? postings[i] : first;
                    last = postings[i];
                    live++;
                }
            }
            if (live > 0) {
                subjects.add(
                        contents.names(),
                        contents.nameFrom(subject),
                        contents.nameTo(subject),
                        live,
                        contents.sequence(first),
                        contents.sequence(last));
            }
        }
    }

    /// Adds the message of a record.
    ///
    /// @param place · of the record in the segment
    public void add(Segment segment, byte[] record, int at, int place) {
        int name = at + Records.HEAD_BYTES;
        int length = Records.nameLength(record, at);
        int size =
                (int) StoredSize.durable(length, Records.headerLength(record, at), Records.payloadLength(record, at));
        boolean marked = (Records.flags(record, at) & Records.MARKED) != 0;
        long sequence = Records.sequence(record, at);
        add(segment, record, name, name + length, sequence, Records.timeNanos(record, at), place, size, marked);
    }

    /// Adds a message to a segment that grows, behind all others.
    public void add(
            Segment segment,
            byte[] subject,
            int from,
            int to,
            long sequence,
            long timeNanos,
            int place,
            int size,
            boolean marked) {
        int id = subjects.add(subject, from, to, 1, sequence, sequence);
        segment.add(subjects, id, sequence, timeNanos, place, size, marked);
        if (count == 0) {
            firstSequence = sequence;
            firstNanos = timeNanos;
            firstKnown = true;
        }
        count++;
        bytes += size;
        lastSequence = Math.max(lastSequence, sequence);
        lastNanos = timeNanos;
    }

    /// Says that there once was a message of a sequence.
    public void use(long sequence) {
        lastSequence = Math.max(lastSequence, sequence);
    }

    /// Removes a message.
    ///
    /// @return false if it is not there
    public boolean remove(long sequence) {
        Segment segment = segments.holding(sequence);
        if (segment == null) {
            return false;
        }
        remove(segment, segment.atOrAfter(sequence), sequence);
        return true;
    }

    private void remove(Segment segment, int ordinal, long sequence) {
        int id = subjectOf(segment, ordinal);
        segment.remove(ordinal);
        if (id != SubjectTable.NONE) {
            subjects.remove(id, sequence);
        }
        count--;
        bytes -= segment.contents().bytes(ordinal);
        firstKnown &= sequence != firstSequence;
        if (segment.live() == 0 && !segment.grows()) {
            bury(segment);
        } else if (segment.sparse()) {
            sparse.add(segment);
        }
    }

    private int subjectOf(Segment segment, int ordinal) {
        if (segment.grows()) {
            GrowingContents contents = segment.growing();
            int name = contents.nameOf(contents.subjectOf(ordinal));
            return subjects.find(
                    contents.names().array(),
                    contents.names().from(name),
                    contents.names().to(name));
        }
        StoredContents contents = segment.stored();
        if (records.find(segment, ordinal)) {
            int from = records.at() + Records.HEAD_BYTES;
            return subjects.find(records.bytes(), from, from + Records.nameLength(records.bytes(), records.at()));
        }
        int subject = contents.subjectOf(ordinal);
        return subjects.find(contents.names(), contents.nameFrom(subject), contents.nameTo(subject));
    }

    /// A message whose record is not what was written is missing from now on.
    public void lose(Segment segment, int ordinal) {
        long sequence = segment.sequence(ordinal);
        segment.damage();
        problems.accept("message " + sequence + " is damaged in " + segment.file());
        remove(segment, ordinal, sequence);
    }

    /// Removes every message up to a sequence.
    public void removeThrough(long sequence) {
        floor = Math.max(floor, sequence);
        if (sequence >= lastSequence) {
            lastSequence = sequence;
            removeAll();
            return;
        }
        while (segments.count() > 1 && segments.get(0).upper() <= sequence) {
            removeFirst(segments.get(0));
        }
        Segment segment = segments.get(0);
        int end = segment.atOrAfter(sequence + 1);
        for (int i = segment.removed().nextLive(0);
                i < end;
                i = segment.removed().nextLive(i + 1)) {
            remove(segment, i, segment.sequence(i));
        }
    }

    private void removeAll() {
        subjects.clear();
        for (Segment segment : segments.list()) {
            if (segment == segments.last()) {
                for (int i = 0; i < segment.messages(); i++) {
                    segment.remove(i);
                }
            } else {
                bury(segment);
            }
        }
        count = 0;
        bytes = 0;
        firstKnown = false;
    }

    private void removeFirst(Segment segment) {
        long upper = segment.upper();
        if (segment.grows()) {
            for (int i = segment.removed().nextLive(0);
                    i < segment.messages();
                    i = segment.removed().nextLive(i + 1)) {
                remove(segment, i, segment.sequence(i));
            }
        } else if (segment.live() > 0) {
            forgetSubjects(segment.stored(), segment.removed(), upper);
            count -= segment.live();
            bytes -= segment.liveBytes();
        }
        firstKnown &= upper < firstSequence;
        bury(segment);
    }

    private void forgetSubjects(StoredContents contents, Removed removed, long upper) {
        int[] postings = contents.postings();
        for (int subject = 0; subject < contents.subjects(); subject++) {
            int live = 0;
            for (int i = contents.postingsFrom(subject); i < contents.postingsTo(subject); i++) {
                live += removed.contains(postings[i]) ? 0 : 1;
            }
            if (live > 0) {
                int id = subjects.find(contents.names(), contents.nameFrom(subject), contents.nameTo(subject));
                subjects.removeFirst(id, live, upper);
            }
        }
    }

    private void bury(Segment segment) {
        segments.remove(segment);
        records.forget(segment);
        dead.add(segment);
    }

    /// A segment has got its summary.
    public void sealed(Segment segment, StoredContents contents) {
        segment.seal(contents);
        if (segment.live() == 0 && segments.contains(segment)) {
            bury(segment);
        }
    }

    /// Takes the segments in which nothing is left.
    public List<Segment> takeDead() {
        List<Segment> taken = List.copyOf(dead);
        dead.clear();
        return taken;
    }

    /// Whether nothing is left in a segment that is still there as a file.
    public boolean buried(int number) {
        return dead.stream().anyMatch(segment -> segment.number() == number);
    }

    /// Takes a segment that is worth being written anew; null if there is none.
    public @Nullable Segment takeSparse() {
        while (!sparse.isEmpty()) {
            Segment segment = sparse.iterator().next();
            sparse.remove(segment);
            if (segment.sparse() && segments.contains(segment)) {
                return segment;
            }
        }
        return null;
    }

    /// Segments were written anew, as one. Nobody needs the old ones any more.
    ///
    /// @param olds · those that are still there
    public void replace(List<Segment> olds, Segment fresh) {
        segments.replace(olds, fresh);
        olds.forEach(records::forget);
        dead.addAll(olds);
        if (fresh.live() == 0) {
            bury(fresh);
        }
    }

    /// The first message; one above the last if there is none.
    public long firstSequence() {
        if (!firstKnown) {
            findFirst();
        }
        return count == 0 ? lastSequence + 1 : firstSequence;
    }

    private void findFirst() {
        firstKnown = true;
        firstNanos = 0;
        while (count > 0) {
            Segment segment = firstWithMessages();
            if (segment == null) {
                return;
            }
            int ordinal = segment.removed().nextLive(0);
            if (records.find(segment, ordinal)) {
                firstSequence = segment.sequence(ordinal);
                firstNanos = records.timeNanos();
                return;
            }
            lose(segment, ordinal);
            firstKnown = true;
        }
    }

    private @Nullable Segment firstWithMessages() {
        for (int i = 0; i < segments.count(); i++) {
            if (segments.get(i).live() > 0) {
                return segments.get(i);
            }
        }
        return null;
    }

    public void state(StreamState into) {
        long first = firstSequence();
        into.set(count, bytes, first, count == 0 ? 0 : firstNanos, lastSequence, lastNanos);
    }
}
