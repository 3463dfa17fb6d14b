package io.natterjack.postgres.tail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened to a stream between two commits, as a writer has to know it.
///
/// Filled by the stream's owner; handed to a writer under a lock, after which the owner touches it no more. Several may
/// be joined before they are written: only what is left in the end counts.
public final class Changes {
    private final List<Slice> slices = new ArrayList<>();
    private final Sequences removed = new Sequences();
    private final Sequences erased = new Sequences();
    private final Sequences outbox = new Sequences();
    private final Sequences emptied = new Sequences();
    private final Map<String, byte[]> definitions = new LinkedHashMap<>();
    private final Map<String, byte[]> states = new LinkedHashMap<>();
    private final List<String> deleted = new ArrayList<>();
    private final Map<Long, String> refused = new LinkedHashMap<>();
    private @Nullable Mark mark;
    private long ticket;
    private long bytes;

    /// Which sequences a stream has got, for when its messages do not say so.
    ///
    /// @param first     · everything below is gone
    /// @param last      · highest that was ever used
    /// @param lastNanos · time of the last message ever
    public record Mark(long first, long last, long lastNanos) {}

    void add(TailChunk chunk, int entry) {
        bytes += chunk.subjectLength(entry) + (long) chunk.payloadLength(entry);
        if (!slices.isEmpty()) {
            Slice last = slices.getLast();
            if (last.chunk() == chunk && last.to() == entry) {
                slices.set(slices.size() - 1, new Slice(chunk, last.from(), entry + 1));
                return;
            }
        }
        slices.add(new Slice(chunk, entry, entry + 1));
    }

    /// Forgets messages at the end.
    ///
    /// @return what they had in subjects and payloads
    public long dropAbove(long sequence) {
        long dropped = 0;
        while (!slices.isEmpty()) {
            Slice slice = slices.removeLast();
            int at = slice.to() - 1;
            if (slice.chunk().sequence(at) <= sequence) {
                slices.add(slice);
                break;
            }
            dropped += slice.chunk().subjectLength(at) + (long) slice.chunk().payloadLength(at);
            if (at > slice.from()) {
                slices.add(new Slice(slice.chunk(), slice.from(), at));
            }
        }
        bytes -= dropped;
        return dropped;
    }

    /// @param erase · delete the row even if it need not be
    public void remove(long sequence, boolean erase) {
        (erase ? erased : removed).add(sequence);
    }

    /// A message of the outbox that is in the stream now, or was refused.
    public void takenFromOutbox(long id) {
        outbox.add(id);
    }

    /// A message of the outbox that was taken out because it cannot be in the stream.
    public void refusedFromOutbox(long id, String why) {
        takenFromOutbox(id);
        refused.put(id, why);
    }

    /// A partition has lost the last of its messages, and will get no more.
    ///
    /// @param from · where it begins
    public void emptied(long from) {
        emptied.add(from);
    }

    public void mark(Mark latest) {
        mark = latest;
    }

    public void define(String consumer, byte[] definition) {
        definitions.put(consumer, definition);
    }

    public void save(String consumer, byte[] state) {
        states.put(consumer, state);
    }

    public void delete(String consumer) {
        definitions.remove(consumer);
        states.remove(consumer);
        deleted.add(consumer);
    }

    /// Nothing is added from here on.
    public void seal(long upTo) {
        ticket = upTo;
    }

    /// Takes in what happened next.
    public void join(Changes next) {
        slices.addAll(next.slices);
        removed.addAll(next.removed);
        erased.addAll(next.erased);
        outbox.addAll(next.outbox);
        emptied.addAll(next.emptied);
        refused.putAll(next.refused);
        next.deleted.forEach(this::delete);
        definitions.putAll(next.definitions);
        states.putAll(next.states);
        mark = next.mark == null ? mark : next.mark;
        ticket = next.ticket;
        bytes += next.bytes;
    }

    public boolean isEmpty() {
        return slices.isEmpty()
                && mark == null
                && removed.size() + erased.size() + outbox.size() == 0
                && definitions.isEmpty()
                && states.isEmpty()
                && deleted.isEmpty();
    }

    public List<Slice> slices() {
        return slices;
    }

    public Sequences removed() {
        return removed;
    }

    public Sequences erased() {
        return erased;
    }

    public Sequences outbox() {
        return outbox;
    }

    /// Where partitions begin that nobody needs any more.
    public Sequences emptied() {
        return emptied;
    }

    /// Of the outbox: reasons, by the numbers of messages.
    public Map<Long, String> refused() {
        return refused;
    }

    public Map<String, byte[]> definitions() {
        return definitions;
    }

    public Map<String, byte[]> states() {
        return states;
    }

    /// Consumers that are gone, before anything else that is said about consumers here.
    public List<String> deleted() {
        return deleted;
    }

    public @Nullable Mark mark() {
        return mark;
    }

    /// Of the commit that this ends with.
    public long ticket() {
        return ticket;
    }

    /// Subjects and payloads of the messages.
    public long bytes() {
        return bytes;
    }
}
