package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredSize;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.ports.storage.stream.SubjectIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is in a stream: every change of its messages goes through here, so that listeners hear of all of them and
/// the figures are always right.
///
/// A storage that cannot append says so, and the publisher is told; so is who asked to remove something. Where a limit
/// wants something gone, or at a commit, there is nobody to tell: what was to go stays, and what waits for the commit
/// is never answered.
final class StreamContents {
    private static final byte[] NOTHING = {};

    private final StoredStream stored;
    private final MessageLog log;
    private final MessageReader reader;
    private final SubjectIndex subjects;
    private final boolean inMemory;
    private final StreamState state = new StreamState();
    private final StoredMessage window = new StoredMessage();
    private final List<StreamListener> listeners = new ArrayList<>();
    /// Time of a message that was never stored, since the start; 0 if there was none.
    private long skippedNanos;
    private boolean stateKnown;
    private boolean changed;

    StreamContents(StoredStream stored, StorageType storage) {
        this.stored = stored;
        this.log = stored.log();
        this.reader = stored.reader();
        this.subjects = stored.subjects();
        this.inMemory = storage == StorageType.MEMORY;
    }

    StoredStream stored() {
        return stored;
    }

    MessageReader reader() {
        return reader;
    }

    SubjectIndex subjects() {
        return subjects;
    }

    List<StreamListener> listeners() {
        return listeners;
    }

    /// Good until the next change.
    StreamState state() {
        if (!stateKnown) {
            log.state(state);
            withSkipped();
            stateKnown = true;
        }
        return state;
    }

    /// The last message counts also if nobody wanted it.
    private void withSkipped() {
        if (skippedNanos > state.lastTimeNanos()) {
            state.set(
                    state.messages(),
                    state.bytes(),
                    state.firstSequence(),
                    state.firstTimeNanos(),
                    state.lastSequence(),
                    skippedNanos);
        }
    }

    /// What a message counts for.
    long sizeOf(int subjectLength, int headerLength, int payloadLength) {
        return inMemory
                ? StoredSize.inMemory(subjectLength, payloadLength)
                : StoredSize.durable(subjectLength, headerLength, payloadLength);
    }

    /// Time for the next message: now, but behind every message before it.
    long nextTimeNanos(long nowNanos) {
        return Math.max(nowNanos, state().lastTimeNanos() + 1);
    }

    /// Appends a message. Nobody is told yet, because it may be part of a unit.
    void append(StoredMessage message, boolean more) {
        log.append(message, more);
        touch();
    }

    /// Tells everybody of a message that has been appended.
    void announce(StoredMessage message) {
        for (int at = 0; at < listeners.size(); at++) {
            listeners.get(at).stored(message);
        }
    }

    /// Uses up the sequence of a message that nobody wants.
    void skip(StoredMessage message) {
        if (state().messages() == 0) {
            log.removeThrough(message.sequence());
            skippedNanos = message.timeNanos();
        } else {
            log.append(message, false);
            log.remove(message.sequence(), false);
        }
        touch();
    }

    /// Removes a message that should not be there any more.
    ///
    /// @return false if it is not there, or stays because the storage cannot remove it
    boolean remove(long sequence) {
        try {
            return delete(sequence, false);
        } catch (StorageException _) {
            return false;
        }
    }

    /// Removes a message because somebody wants that.
    ///
    /// @return false if it is not there
    /// @throws StorageException if it cannot be removed, and stays
    boolean delete(long sequence, boolean erase) {
        boolean heard = !listeners.isEmpty() && reader.read(sequence, window);
        byte[] subject =
                heard ? Arrays.copyOfRange(window.subject(), window.subjectFrom(), window.subjectTo()) : NOTHING;
        if (!log.remove(sequence, erase)) {
            return false;
        }
        touch();
        for (int at = 0; heard && at < listeners.size(); at++) {
            listeners.get(at).removed(sequence, subject, 0, subject.length);
        }
        return true;
    }

    /// Removes everything up to a sequence, at once.
    ///
    /// @return how many are gone
    /// @throws StorageException if it cannot be done, and all stay
    long removeThrough(long sequence) {
        long before = state().messages();
        log.removeThrough(sequence);
        touch();
        for (int at = 0; at < listeners.size(); at++) {
            listeners.get(at).removedThrough(sequence);
        }
        return before - state().messages();
    }

    /// Removes everything but the last messages, at once.
    ///
    /// @param keep · above 0; so many stay
    /// @return how many are gone
    /// @throws StorageException if it cannot be done, and all stay
    long removeAllBut(long keep) {
        long through = beforeLast(SubjectFilter.ALL, keep);
        return through == 0 ? 0 : removeThrough(through);
    }

    /// Removes everything up to a sequence, at once, because it is too old. If that cannot be done, it stays.
    void expireThrough(long sequence) {
        try {
            log.removeThrough(sequence);
        } catch (StorageException _) {
            return;
        }
        touch();
        for (int at = 0; at < listeners.size(); at++) {
            listeners.get(at).expiredThrough(sequence);
        }
    }

    /// Removes what matches, up to a sequence.
    ///
    /// @return how many are gone
    /// @throws StorageException if one cannot be removed; it stays, and so do those behind it
    long removeMatching(SubjectFilter filter, long toSequence) {
        long last = Math.min(toSequence, state().lastSequence());
        long gone = 0;
        long at = removeNext(filter, state().firstSequence(), last);
        while (at != 0) {
            gone++;
            at = removeNext(filter, at + 1, last);
        }
        return gone;
    }

    /// Removes the first message that matches between two sequences, both included.
    ///
    /// @return its sequence; 0 if there is none
    /// @throws StorageException if it cannot be removed, and stays
    long removeNext(SubjectFilter filter, long fromSequence, long toSequence) {
        if (!reader.next(filter, fromSequence, window) || window.sequence() > toSequence) {
            return 0;
        }
        long sequence = window.sequence();
        delete(sequence, false);
        return sequence;
    }

    /// Where the last of what matches begins that is to stay.
    ///
    /// @param keep · above 0; so many
    /// @return the sequence before the first of them; 0 if there are not more
    long beforeLast(SubjectFilter filter, long keep) {
        long last = state().lastSequence();
        long low = state().firstSequence();
        long high = last;
        if (low > last || subjects.count(filter, low, last) <= keep) {
            return 0;
        }
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (subjects.count(filter, middle, last) >= keep) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low - 1;
    }

    /// Tells everybody of a purge of what matches.
    void announcePurge(SubjectFilter filter) {
        long rest =
                reader.next(filter, state().firstSequence(), window) ? window.sequence() : state().lastSequence() + 1;
        for (StreamListener listener : listeners) {
            filter.patterns().forEach(subject -> listener.purged(subject, rest));
        }
    }

    /// Rolls a subject up, which may have wildcards: what lies before a sequence goes, or stays if the storage cannot
    /// remove it.
    void rollUp(byte[] subject, int from, int to, long beforeSequence) {
        if (Subjects.literal(subject, from, to)) {
            long first = subjects.first(subject, from, to);
            while (first != 0 && first < beforeSequence && remove(first)) {
                first = subjects.first(subject, from, to);
            }
            return;
        }
        try {
            removeMatching(SubjectFilter.of(new String(subject, from, to - from, UTF_8)), beforeSequence - 1);
        } catch (StorageException _) {
            // What is left of it stays: the message that rolls it up is stored, and there is nobody else to tell.
        }
    }

    /// Rolls everything up that lies before a sequence; it stays if the storage cannot remove it.
    void rollUp(long beforeSequence) {
        try {
            removeThrough(beforeSequence - 1);
        } catch (StorageException _) {
            // It stays, as above.
        }
    }

    /// Whether a consumer is there for messages of a subject.
    boolean wanted(byte[] subject, int from, int to) {
        for (int at = 0; at < listeners.size(); at++) {
            if (listeners.get(at) instanceof StreamConsumer consumer && consumer.wants(subject, from, to)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a consumer still has to acknowledge a message.
    boolean needed(StoredMessage message) {
        for (int at = 0; at < listeners.size(); at++) {
            if (listeners.get(at) instanceof StreamConsumer consumer
                    && consumer.needs(
                            message.sequence(), message.subject(), message.subjectFrom(), message.subjectTo())) {
                return true;
            }
        }
        return false;
    }

    /// Something was written that the next commit has to cover.
    void touch() {
        stateKnown = false;
        changed = true;
    }

    boolean changed() {
        return changed;
    }

    /// @return the ticket; one that is never reached if the storage takes nothing more
    long commit() {
        changed = false;
        try {
            return log.commit();
        } catch (StorageException _) {
            return Long.MAX_VALUE;
        }
    }

    long durable() {
        return log.durable();
    }
}
