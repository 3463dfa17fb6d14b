package io.natterjack.filestore.segment;

import io.natterjack.filestore.index.Ints;
import io.natterjack.filestore.index.Names;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.Arrays;
import java.util.BitSet;

/// The contents of a segment that is full, as its summary has them: subjects in order, each with the ordinals of its
/// messages, so that a filter finds what it wants without looking at anything else. Immutable.
public final class StoredContents implements Contents {
    private final long first;
    private final int[] places;
    private final int[] sizes;
    private final int[] sequences;
    private final byte[] names;
    private final int[] nameEnds;
    private final int[] postingEnds;
    private final int[] postings;
    private final Ints marked;

    /// @param first       · sequence of the first message
    /// @param sequences   · distances to the first one; empty if there are no gaps
    /// @param names       · of all subjects, in order
    /// @param nameEnds    · where each ends
    /// @param postingEnds · where the postings of each end
    /// @param postings    · ordinals, subject by subject, ascending for each
    StoredContents(
            long first,
            int[] places,
            int[] sizes,
            int[] sequences,
            byte[] names,
            int[] nameEnds,
            int[] postingEnds,
            int[] postings,
            int[] marked) {
        this.first = first;
        this.places = places;
        this.sizes = sizes;
        this.sequences = sequences;
        this.names = names;
        this.nameEnds = nameEnds;
        this.postingEnds = postingEnds;
        this.postings = postings;
        this.marked = new Ints(marked, marked.length);
    }

    /// Sums up what will not grow any more. Any thread.
    public static StoredContents of(GrowingContents grown) {
        int size = grown.size();
        int[] order = NameSort.order(grown);
        int[] ranks = new int[order.length];
        Names sorted = new Names();
        Ints ends = new Ints();
        int before = -1;
        for (int subject : order) {
            int name = grown.nameOf(subject);
            if (before < 0 || grown.names().compare(before, name) != 0) {
                sorted.add(
                        grown.names().array(),
                        grown.names().from(name),
                        grown.names().to(name));
                ends.add(sorted.size());
                before = name;
            }
            ranks[subject] = ends.size() - 1;
        }
        int[] postingEnds = new int[ends.size()];
        int[] postings = post(grown, ranks, postingEnds);
        boolean gaps = size > 0 && grown.sequences().get(size - 1) != size - 1;
        return new StoredContents(
                size == 0 ? 0 : grown.sequence(0),
                Arrays.copyOf(grown.places().array(), size),
                Arrays.copyOf(grown.sizes().array(), size),
                gaps ? Arrays.copyOf(grown.sequences().array(), size) : new int[0],
                Arrays.copyOf(sorted.array(), sorted.size()),
                Arrays.copyOf(ends.array(), ends.size()),
                postingEnds,
                postings,
                Arrays.copyOf(grown.marked().array(), grown.marked().size()));
    }

    private static int[] post(GrowingContents grown, int[] ranks, int[] ends) {
        int size = grown.size();
        for (int i = 0; i < size; i++) {
            ends[ranks[grown.subjectOf(i)]]++;
        }
        int end = 0;
        for (int rank = 0; rank < ends.length; rank++) {
            int count = ends[rank];
            ends[rank] = end;
            end += count;
        }
        int[] postings = new int[size];
        for (int i = 0; i < size; i++) {
            postings[ends[ranks[grown.subjectOf(i)]]++] = i;
        }
        return postings;
    }

    @Override
    public int size() {
        return places.length;
    }

    @Override
    public long sequence(int ordinal) {
        return first + (sequences.length == 0 ? ordinal : sequences[ordinal]);
    }

    @Override
    public int atOrAfter(long sequence) {
        int size = size();
        if (size == 0 || sequence <= first) {
            return 0;
        }
        if (sequence > sequence(size - 1)) {
            return size;
        }
        int delta = (int) (sequence - first);
        return sequences.length == 0 ? delta : new Ints(sequences, size).atOrAfter(delta);
    }

    @Override
    public int place(int ordinal) {
        return places[ordinal];
    }

    @Override
    public int bytes(int ordinal) {
        return sizes[ordinal];
    }

    @Override
    public Ints marked() {
        return marked;
    }

    /// How many subjects there are.
    public int subjects() {
        return nameEnds.length;
    }

    public byte[] names() {
        return names;
    }

    public int nameFrom(int subject) {
        return (subject == 0 ? 0 : nameEnds[subject - 1]) + 2;
    }

    public int nameTo(int subject) {
        return nameEnds[subject];
    }

    public int postingsFrom(int subject) {
        return subject == 0 ? 0 : postingEnds[subject - 1];
    }

    public int postingsTo(int subject) {
        return postingEnds[subject];
    }

    /// Ordinals by [#postingsFrom].
    public int[] postings() {
        return postings;
    }

    int[] places() {
        return places;
    }

    int[] sizes() {
        return sizes;
    }

    int[] sequences() {
        return sequences;
    }

    int[] nameEnds() {
        return nameEnds;
    }

    int[] postingEnds() {
        return postingEnds;
    }

    /// The number of a subject, below 0 if it has no message here.
    public int find(byte[] subject, int from, int to) {
        int at = lowerBound(subject, from, to);
        return at < subjects() && Arrays.equals(names, nameFrom(at), nameTo(at), subject, from, to) ? at : -1;
    }

    /// The number of the subject of a message. Looks at every message: for when the message itself cannot be read.
    public int subjectOf(int ordinal) {
        int at = 0;
        while (postings[at] != ordinal) {
            at++;
        }
        int subject = 0;
        while (postingEnds[subject] <= at) {
            subject++;
        }
        return subject;
    }

    /// The subjects that match.
    public BitSet subjects(SubjectFilter filter) {
        BitSet found = new BitSet(subjects());
        if (filter.all()) {
            found.set(0, subjects());
            return found;
        }
        for (Pattern pattern : Pattern.of(filter)) {
            collect(pattern, found);
        }
        return found;
    }

    private void collect(Pattern pattern, BitSet found) {
        byte[] prefix = pattern.prefix();
        for (int at = lowerBound(prefix, 0, prefix.length); at < subjects(); at++) {
            int from = nameFrom(at);
            int to = nameTo(at);
            int mismatch = Arrays.mismatch(names, from, to, prefix, 0, prefix.length);
            if (mismatch >= 0 && mismatch < prefix.length) {
                return;
            }
            if (pattern.filter().matches(names, from, to)) {
                found.set(at);
            }
        }
    }

    private int lowerBound(byte[] name, int from, int to) {
        int low = 0;
        int high = subjects();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(names, nameFrom(middle), nameTo(middle), name, from, to) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The ordinals of all messages whose subject matches, ascending.
    public int[] matches(SubjectFilter filter) {
        BitSet subjects = subjects(filter);
        int total = 0;
        for (int i = subjects.nextSetBit(0); i >= 0; i = subjects.nextSetBit(i + 1)) {
            total += postingsTo(i) - postingsFrom(i);
        }
        int[] found = new int[total];
        int end = 0;
        for (int i = subjects.nextSetBit(0); i >= 0; i = subjects.nextSetBit(i + 1)) {
            int count = postingsTo(i) - postingsFrom(i);
            System.arraycopy(postings, postingsFrom(i), found, end, count);
            end += count;
        }
        if (subjects.cardinality() > 1) {
            Arrays.sort(found);
        }
        return found;
    }
}
