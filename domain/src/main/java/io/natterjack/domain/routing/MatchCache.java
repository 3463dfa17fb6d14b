package io.natterjack.domain.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What one lane remembers of one [RoutingTable], keyed by the bytes of the subject. Confined to the
/// lane, but for [#figures].
///
/// Each subject has [#WAYS] places it may stand in. An entry is good as long as the table's generation is the one that
/// was read before it was made; a stale one is the first to be overwritten. The cache starts small, for the many
/// accounts that see few subjects, and doubles up to [#ENTRIES_MAX] when it has to drop what is still good.
public final class MatchCache {
    private static final int ENTRIES_MIN = 64;
    private static final int ENTRIES_MAX = 8192;
    private static final int WAYS = 4;

    /// Longer subjects are rare and not worth their memory.
    private static final int SUBJECT_LENGTH_MAX = 256;

    private static final VarHandle HITS;

    static {
        try {
            HITS = MethodHandles.lookup().findVarHandle(MatchCache.class, "hits", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final RoutingTable table;
    private @Nullable Entry[] entries = new Entry[ENTRIES_MIN];
    private int victim;

    /// Written by the lane alone; monitoring may see a figure that is a moment old.
    private long hits;

    public MatchCache(RoutingTable table) {
        this.table = table;
        table.cachedBy(this);
    }

    /// Finds who listens to a literal subject.
    public Matches match(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        long generation = table.generation();
        @Nullable Entry[] current = entries;
        int at = (hash & (current.length - 1)) & -WAYS;
        for (int way = 0; way < WAYS; way++) {
            Entry entry = current[at + way];
            if (entry != null
                    && entry.hash == hash
                    && entry.generation == generation
                    && Arrays.equals(entry.subject, 0, entry.subject.length, bytes, from, to)) {
                HITS.setOpaque(this, hits + 1);
                return entry.matches;
            }
        }
        return remember(bytes, from, to, hash, generation);
    }

    private Matches remember(byte[] bytes, int from, int to, int hash, long generation) {
        Matches matches = table.match(bytes, from, to);
        if (to - from <= SUBJECT_LENGTH_MAX) {
            Entry entry = new Entry(Arrays.copyOfRange(bytes, from, to), hash, generation, matches);
            if (!placed(entry)) {
                if (entries.length < ENTRIES_MAX) {
                    grow();
                }
                if (!placed(entry)) {
                    entries[slot(entry) + (victim++ & (WAYS - 1))] = entry;
                }
            }
        }
        return matches;
    }

    private boolean placed(Entry entry) {
        int at = slot(entry);
        for (int way = 0; way < WAYS; way++) {
            Entry present = entries[at + way];
            if (present == null || present.generation != entry.generation) {
                entries[at + way] = entry;
                return true;
            }
        }
        return false;
    }

    private void grow() {
        @Nullable Entry[] old = entries;
        entries = new Entry[old.length * 2];
        for (Entry entry : old) {
            if (entry != null) {
                placed(entry);
            }
        }
    }

    private int slot(Entry entry) {
        return (entry.hash & (entries.length - 1)) & -WAYS;
    }

    /// What is in here, as another thread can see it without disturbing the lane.
    Figures figures() {
        long generation = table.generation();
        int good = 0;
        int fanoutMax = 0;
        long fanoutTotal = 0;
        for (Entry entry : entries) {
            if (entry != null && entry.generation == generation) {
                int fanout = entry.matches.plain().length + entry.matches.queues().length;
                good++;
                fanoutMax = Math.max(fanoutMax, fanout);
                fanoutTotal += fanout;
            }
        }
        return new Figures((long) HITS.getOpaque(this), good, fanoutMax, fanoutTotal);
    }

    /// @param hits        · lookups answered without asking the table
    /// @param entries     · that are still good
    /// @param fanoutMax   · subscriptions and queue groups of the subject that has most
    /// @param fanoutTotal · the same, of all subjects together
    record Figures(long hits, int entries, int fanoutMax, long fanoutTotal) {}

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = hash * 31 + bytes[at];
        }
        return hash ^ (hash >>> 15);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared field by field, above
    private record Entry(byte[] subject, int hash, long generation, Matches matches) {}
}
