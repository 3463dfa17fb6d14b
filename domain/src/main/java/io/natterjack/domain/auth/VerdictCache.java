package io.natterjack.domain.auth;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Remembers yes or no for the subjects asked about lately. Bounded: a subject has one slot, and takes it from whoever
/// was there.
///
/// **Threading.** Any thread, without locks. Entries are immutable and written with a single reference store: a thread
/// sees an entry whole or not at all, and in the worst case works out an answer again.
final class VerdictCache {
    /// A power of two.
    private static final int SLOTS = 512;
    private static final int SUBJECT_BYTES_MAX = 256;

    /// Made when the first answer is remembered: most users are never asked about.
    private @Nullable Entry @Nullable [] entries;

    /// @return null if the subject is not known
    @Nullable
    Boolean find(byte[] subject, int from, int to, int hash) {
        @Nullable Entry[] known = entries;
        Entry entry = known == null ? null : known[slot(hash)];
        if (entry == null || entry.hash != hash) {
            return null;
        }
        return Arrays.equals(entry.subject, 0, entry.subject.length, subject, from, to) ? entry.verdict : null;
    }

    void remember(byte[] subject, int from, int to, int hash, boolean verdict) {
        if (to - from > SUBJECT_BYTES_MAX) {
            return;
        }
        @Nullable Entry[] known = entries;
        if (known == null) {
            known = new @Nullable Entry[SLOTS];
            entries = known;
        }
        known[slot(hash)] = new Entry(hash, Arrays.copyOfRange(subject, from, to), verdict);
    }

    static int hash(byte[] subject, int from, int to) {
        int hash = 1;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + subject[at];
        }
        return hash;
    }

    private static int slot(int hash) {
        return (hash ^ (hash >>> 15)) & (SLOTS - 1);
    }

    private static final class Entry {
        private final int hash;
        private final byte[] subject;
        private final Boolean verdict;

        private Entry(int hash, byte[] subject, Boolean verdict) {
            this.hash = hash;
            this.subject = subject;
            this.verdict = verdict;
        }
    }
}
