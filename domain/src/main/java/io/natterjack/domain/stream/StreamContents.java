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
/// A storage that cannot append says so, and the publisher is told. One that cannot remove or commit has nobody to
/// tell: what was to go stays, and what waits for the commit is never answered.
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

    /// @return false if it is not there
    boolean remove(long sequence, boolean erase) {
        boolean heard = !listeners.isEmpty() && reader.read(sequence, window);
        byte[] subject =
                heard ? Arrays.copyOfRange(window.subject(), window.subjectFrom(), window.subjectTo()) : NOTHING;
        if (!removed(sequence, erase)) {
            return false;
        }
        touch();
        for (int at = 0; heard && at < listeners.size(); at++) {
            listeners.get(at).removed(sequence, subject, 0, subject.length);
        }
        return true;
    }

    private boolean removed(long sequence, boolean erase) {
        try {
            return log.remove(sequence, erase);
        } catch (StorageException _) {
            return false;
        }
    }

    /// Removes everything up to a sequence, at once.
    ///
    /// @return how many are gone
    long removeThrough(long sequence) {
        long before = state().messages();
        if (!removedThrough(sequence)) {
            return 0;
        }
        for (int at = 0; at < listeners.size(); at++) {
            listeners.get(at).removedThrough(sequence);
        }
        return before - state().messages();
    }

    /// Removes everything up to a sequence, at once, because it is too old.
    void expireThrough(long sequence) {
        if (removedThrough(sequence)) {
            for (int at = 0; at < listeners.size(); at++) {
                listeners.get(at).expiredThrough(sequence);
            }
        }
    }

    private boolean removedThrough(long sequence) {
        try {
            log.removeThrough(sequence);
        } catch (StorageException _) {
            return false;
        }
        touch();
        return true;
    }

    /// Removes what matches, up to a sequence, but leaves the last `keep` of it.
    ///
    /// @return how many are gone
    long removeMatching(SubjectFilter filter, long toSequence, long keep) {
        long first = state().firstSequence();
        long last = Math.min(toSequence, state().lastSequence());
        long rest = first > last ? 0 : subjects.count(filter, first, last) - keep;
        long gone = 0;
        long from = first;
        while (gone < rest && reader.next(filter, from, window) && window.sequence() <= last) {
            from = window.sequence() + 1;
            if (remove(window.sequence(), false)) {
                gone++;
            }
        }
        return gone;
    }

    /// Removes the messages of a subject, which may have wildcards, before a sequence.
    void removeSubject(byte[] subject, int from, int to, long beforeSequence) {
        if (!Subjects.literal(subject, from, to)) {
            removeMatching(SubjectFilter.of(new String(subject, from, to - from, UTF_8)), beforeSequence - 1, 0);
            return;
        }
        long first = subjects.first(subject, from, to);
        while (first != 0 && first < beforeSequence && remove(first, false)) {
            first = subjects.first(subject, from, to);
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
