package io.natterjack.domain.memory;

import io.natterjack.domain.memory.message.Cursor;
import io.natterjack.domain.memory.message.Messages;
import io.natterjack.domain.memory.message.Search;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;

/// Reads the messages of a stream in memory.
final class MemoryReader implements MessageReader {
    private final Messages messages;
    private final Cursor cursor;
    private final Search search;
    private final StreamState state = new StreamState();

    MemoryReader(Messages messages) {
        this.messages = messages;
        cursor = messages.cursor();
        search = new Search(messages);
    }

    @Override
    public boolean read(long sequence, StoredMessage into) {
        return shown(cursor.seekExactly(sequence), into);
    }

    @Override
    public boolean next(SubjectFilter filter, long fromSequence, StoredMessage into) {
        return shown(search.next(filter, fromSequence), into);
    }

    @Override
    public boolean previous(SubjectFilter filter, long toSequence, StoredMessage into) {
        return shown(search.previous(filter, toSequence), into);
    }

    @Override
    public boolean nextMarked(long fromSequence, StoredMessage into) {
        long sequence = messages.marked().atOrAbove(fromSequence);
        return shown(sequence != 0 && cursor.seekExactly(sequence), into);
    }

    private boolean shown(boolean there, StoredMessage into) {
        if (there) {
            cursor.show(into);
        }
        return there;
    }

    @Override
    public long sequenceAt(long timeNanos) {
        return cursor.seekTime(timeNanos) ? cursor.sequence() : messages.lastSequence() + 1;
    }

    @Override
    public void missing(RangeVisitor visitor) {
        messages.state(state);
        messages.segments().missing(state.firstSequence(), state.lastSequence(), visitor);
    }
}
