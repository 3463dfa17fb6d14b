package io.natterjack.postgres.index;

import io.natterjack.ports.storage.stream.MessageReader.RangeVisitor;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// All messages of a stream, without their content.
///
/// Everything the owner asks is answered from here without asking the database: which messages there are, which
/// comes next for a filter, which is the first or last of a subject. So no answer depends on what has been written
/// already, tables need no index but the one by sequence, and a statement per message is never needed. The price is
/// memory, 5 to 28 bytes a message and about a hundred a subject, and a scan when a stream is opened.
///
/// Sequences are 1 or more; 0 stands for none. Confined.
public final class SequenceIndex {
    private static final int FILTERS_MAX = 128;
    private static final long SUBJECT_MEMORY_BYTES = 100;

    private final SubjectTable subjects = new SubjectTable();
    private final List<IndexPage> pages = new ArrayList<>();
    private final IndexMemory memory = new IndexMemory();
    private final TreeSet<Long> marked = new TreeSet<>();
    private final Map<SubjectFilter, Matches> matches = new LinkedHashMap<>(FILTERS_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SubjectFilter, Matches> eldest) {
            return size() > FILTERS_MAX;
        }
    };
    private final SubjectLookup lookup = new SubjectLookup(this, subjects);
    private long messages;
    private long bytes;

    /// Takes a message whose sequence is above all before it.
    ///
    /// @param sizeBytes · what it counts for
    public void add(long sequence, long timeNanos, boolean mark, byte[] subject, int from, int to, long sizeBytes) {
        int id = subjects.find(subject, from, to);
        long previous = id < 0 ? 0 : subjects.last(id);
        id = subjects.add(subject, from, to, sequence);
        if (pages.isEmpty() || !pages.getLast().takes(sequence)) {
            pages.add(new IndexPage(sequence, memory));
        }
        pages.getLast().add(sequence, timeNanos, id, (int) sizeBytes, previous);
        if (previous > 0) {
            IndexPage page = page(previous);
            page.after(page.find(previous), IndexPage.distance(sequence - previous));
        }
        if (mark) {
            marked.add(sequence);
        }
        messages++;
        bytes += sizeBytes;
    }

    /// @return false if there is no such message
    public boolean remove(long sequence) {
        int number = pageNumber(sequence);
        if (number < 0) {
            return false;
        }
        IndexPage page = pages.get(number);
        int at = page.find(sequence);
        if (at < 0) {
            return false;
        }
        clear(page, at);
        if (page.live() == 0) {
            pages.remove(number).release();
        } else {
            page.tidy();
        }
        return true;
    }

    /// Removes all messages up to a sequence.
    public void removeThrough(long highest) {
        long sequence = Math.min(highest, Long.MAX_VALUE - 1);
        int whole = 0;
        while (whole < pages.size() && pages.get(whole).base() <= sequence) {
            IndexPage page = pages.get(whole);
            int end = page.ceiling(sequence + 1);
            for (int at = 0; at < end; at++) {
                if (page.isLive(at)) {
                    clear(page, at);
                }
            }
            if (page.live() > 0) {
                page.tidy();
                break;
            }
            whole++;
        }
        List<IndexPage> gone = pages.subList(0, whole);
        gone.forEach(IndexPage::release);
        gone.clear();
    }

    private void clear(IndexPage page, int at) {
        long sequence = page.sequence(at);
        int id = page.subject(at);
        long previous = neighbour(sequence, page.before(at), -1, id);
        long next = neighbour(sequence, page.after(at), 1, id);
        if (previous > 0) {
            IndexPage other = page(previous);
            other.after(other.find(previous), next > 0 ? IndexPage.distance(next - previous) : 0);
        } else {
            subjects.first(id, next);
        }
        if (next > 0) {
            IndexPage other = page(next);
            other.before(other.find(next), previous > 0 ? IndexPage.distance(next - previous) : 0);
        } else {
            subjects.last(id, previous);
        }
        page.clear(at);
        messages--;
        bytes -= page.bytes(at);
        marked.remove(sequence);
        if (subjects.subtract(id)) {
            matches.values().forEach(one -> one.forget(id));
        }
    }

    /// The message of the same subject before or after another.
    private long neighbour(long sequence, int distance, int direction, int id) {
        if (distance != IndexPage.FAR) {
            return distance == 0 ? 0 : sequence + (long) direction * distance;
        }
        return direction > 0 ? nextOf(id, sequence + 1) : previousOf(id, sequence - 1);
    }

    public long messages() {
        return messages;
    }

    public long bytes() {
        return bytes;
    }

    /// About what this takes of the heap.
    public long memoryBytes() {
        return memory.bytes() + subjects.size() * SUBJECT_MEMORY_BYTES;
    }

    public boolean contains(long sequence) {
        int number = pageNumber(sequence);
        return number >= 0 && pages.get(number).find(sequence) >= 0;
    }

    /// What a message counts for; it has to be there.
    public int bytesOf(long sequence) {
        IndexPage page = page(sequence);
        return page.bytes(page.find(sequence));
    }

    /// Time of a message, which has to be there.
    public long timeOf(long sequence) {
        IndexPage page = page(sequence);
        return page.time(page.find(sequence));
    }

    /// The first message from a sequence on; 0 if there is none.
    public long next(long from) {
        for (int number = Math.max(0, pageNumber(from)); number < pages.size(); number++) {
            IndexPage page = pages.get(number);
            for (int at = page.ceiling(from); at < page.size(); at++) {
                if (page.isLive(at)) {
                    return page.sequence(at);
                }
            }
        }
        return 0;
    }

    /// The first message from a sequence on that a filter means; 0 if there is none.
    public long next(SubjectFilter filter, long from) {
        if (filter.all()) {
            return next(from);
        }
        Matches wanted = matches(filter);
        if (wanted.isLiteral()) {
            int id = wanted.only();
            return id < 0 ? 0 : nextOf(id, from);
        }
        for (int number = Math.max(0, pageNumber(from)); number < pages.size(); number++) {
            IndexPage page = pages.get(number);
            for (int at = page.ceiling(from); at < page.size(); at++) {
                if (page.isLive(at) && wanted.contains(page.subject(at))) {
                    return page.sequence(at);
                }
            }
        }
        return 0;
    }

    private long nextOf(int id, long from) {
        if (from <= subjects.first(id)) {
            return subjects.first(id);
        }
        if (from > subjects.last(id)) {
            return 0;
        }
        for (int number = Math.max(0, pageNumber(from)); number < pages.size(); number++) {
            IndexPage page = pages.get(number);
            for (int at = page.ceiling(from); at < page.size(); at++) {
                if (page.subject(at) == id) {
                    return page.sequence(at);
                }
            }
        }
        return 0;
    }

    /// The last message up to a sequence; 0 if there is none.
    public long previous(SubjectFilter filter, long highest) {
        long to = Math.min(highest, Long.MAX_VALUE - 1);
        boolean all = filter.all();
        Matches wanted = matches(filter);
        if (wanted.isLiteral()) {
            int id = wanted.only();
            return id < 0 ? 0 : previousOf(id, to);
        }
        for (int number = pageNumber(to); number >= 0; number--) {
            IndexPage page = pages.get(number);
            for (int at = page.ceiling(to + 1) - 1; at >= 0; at--) {
                if (page.isLive(at) && (all || wanted.contains(page.subject(at)))) {
                    return page.sequence(at);
                }
            }
        }
        return 0;
    }

    long previousOf(int id, long to) {
        if (to >= subjects.last(id)) {
            return subjects.last(id);
        }
        if (to < subjects.first(id)) {
            return 0;
        }
        for (int number = pageNumber(to); number >= 0; number--) {
            IndexPage page = pages.get(number);
            for (int at = page.ceiling(to + 1) - 1; at >= 0; at--) {
                if (page.subject(at) == id) {
                    return page.sequence(at);
                }
            }
        }
        return 0;
    }

    /// The first message from a sequence on that is marked; 0 if there is none.
    public long nextMarked(long from) {
        Long next = marked.ceiling(from);
        return next == null ? 0 : next;
    }

    /// The first message that is not older than a moment; 0 if all are.
    public long notBefore(long timeNanos) {
        for (IndexPage page : pages) {
            for (int at = 0; page.timeMax() >= timeNanos && at < page.size(); at++) {
                if (page.isLive(at) && page.time(at) >= timeNanos) {
                    return page.sequence(at);
                }
            }
        }
        return 0;
    }

    /// Shows the gaps between two sequences, both ends included.
    public void missing(long from, long to, RangeVisitor visitor) {
        long expected = from;
        for (IndexPage page : pages) {
            if (page.dense() && page.base() == expected) {
                expected += page.size();
                continue;
            }
            for (int at = 0; at < page.size(); at++) {
                long sequence = page.sequence(at);
                if (page.isLive(at)) {
                    if (sequence > expected && !visitor.visit(expected, sequence - 1)) {
                        return;
                    }
                    expected = sequence + 1;
                }
            }
        }
        if (expected <= to) {
            visitor.visit(expected, to);
        }
    }

    /// Questions about subjects.
    public SubjectLookup subjects() {
        return lookup;
    }

    Matches matches(SubjectFilter filter) {
        return matches.computeIfAbsent(filter, one -> new Matches(one, subjects));
    }

    List<IndexPage> pages() {
        return pages;
    }

    /// The page that a message is in if it is there.
    private IndexPage page(long sequence) {
        return pages.get(pageNumber(sequence));
    }

    /// The last page that does not begin above a sequence; -1 if all do.
    int pageNumber(long sequence) {
        int low = 0;
        int high = pages.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (pages.get(middle).base() <= sequence) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }
}
