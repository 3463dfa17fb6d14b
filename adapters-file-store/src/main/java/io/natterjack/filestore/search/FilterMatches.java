package io.natterjack.filestore.search;

import io.natterjack.filestore.index.Ints;
import io.natterjack.filestore.index.Names;
import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.filestore.segment.GrowingContents;
import io.natterjack.filestore.segment.Pattern;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.lang.ref.SoftReference;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which messages of each segment match one filter, as far as somebody has asked. Whoever reads a stream through a
/// filter asks again and again for the next message: the answer is in here, and grows with the stream.
///
/// Confined to the stream's owner.
final class FilterMatches {
    private static final Ints NONE = new Ints(new int[0], 0);

    private final SubjectFilter filter;
    private final SubjectTable table;
    private final byte @Nullable [] literal;
    private final Map<Long, SoftReference<Ints>> full = new HashMap<>();
    private final BitSet without = new BitSet();
    private final BitSet subjects = new BitSet();
    private @Nullable GrowingContents growing;
    private Ints found = NONE;
    private int looked;
    private int subjectsLooked;
    private int chained = SubjectTable.NONE;

    FilterMatches(SubjectFilter filter, SubjectTable table) {
        this.filter = filter;
        this.table = table;
        List<Pattern> patterns = Pattern.of(filter);
        literal = patterns.size() == 1 && patterns.getFirst().literal()
                ? patterns.getFirst().prefix()
                : null;
    }

    /// The one subject that matches; null if there may be several.
    byte @Nullable [] literal() {
        return literal;
    }

    /// The ordinals that match, ascending, in a segment.
    Ints in(Segment segment) {
        return segment.grows() ? grow(segment) : find(segment);
    }

    private Ints find(Segment segment) {
        int number = segment.number();
        // What was written anew may hold what its neighbours held.
        boolean first = segment.file().generation() == 0;
        if (first && without.get(number)) {
            return NONE;
        }
        // Every generation of a segment has its own ordinals.
        long seal = segment.file().seal();
        SoftReference<Ints> known = full.get(seal);
        Ints matches = known == null ? null : known.get();
        if (matches == null) {
            int[] ordinals = segment.stored().matches(filter);
            matches = new Ints(ordinals, ordinals.length);
            if (ordinals.length == 0) {
                matches = NONE;
            }
            if (ordinals.length == 0 && first) {
                without.set(number);
            } else {
                full.put(seal, new SoftReference<>(matches));
            }
        }
        return matches;
    }

    private Ints grow(Segment segment) {
        GrowingContents contents = segment.growing();
        if (growing != contents) {
            growing = contents;
            found = new Ints();
            looked = 0;
            subjects.clear();
            subjectsLooked = 0;
            chained = SubjectTable.NONE;
        }
        byte[] only = literal;
        int id = only == null ? SubjectTable.NONE : table.find(only, 0, only.length);
        int subject = id == SubjectTable.NONE ? SubjectTable.NONE : table.local(id, segment.number());
        if (subject != SubjectTable.NONE && (looked == 0 || chained == subject)) {
            follow(contents, subject);
        } else {
            look(contents);
        }
        return found;
    }

    /// Follows the chain of the only subject.
    private void follow(GrowingContents contents, int subject) {
        if (chained != subject) {
            // It was gone in between, and with it everything that was found before.
            chained = subject;
            found = new Ints();
        }
        int size = found.size();
        int ordinal = size == 0 ? contents.firstOf(subject) : contents.next(found.get(size - 1));
        while (ordinal >= 0) {
            found.add(ordinal);
            ordinal = contents.next(ordinal);
        }
    }

    /// Looks at what has come since the last time.
    private void look(GrowingContents contents) {
        if (chained != SubjectTable.NONE) {
            chained = SubjectTable.NONE;
            found = new Ints();
        }
        Names names = contents.names();
        for (int i = subjectsLooked; i < contents.subjects(); i++) {
            int name = contents.nameOf(i);
            if (filter.matches(names.array(), names.from(name), names.to(name))) {
                subjects.set(i);
            }
        }
        subjectsLooked = contents.subjects();
        for (int i = subjects.isEmpty() ? contents.size() : looked; i < contents.size(); i++) {
            if (subjects.get(contents.subjectOf(i))) {
                found.add(i);
            }
        }
        looked = contents.size();
    }
}
